import * as z from "zod";
import { dnsName, labelKey, labelValue } from "../../../compiler/kubernetes/schema.ts";

const toleration = z
  .strictObject({
    key: labelKey.exactOptional(),
    operator: z.enum(["Equal", "Exists"]),
    value: labelValue.exactOptional(),
    effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).exactOptional(),
    tolerationSeconds: z.int().min(0).exactOptional(),
  })
  .refine(({ operator, value }) => operator === "Equal" || value === undefined, {
    error: 'no value beside the operator "Exists"',
  })
  .refine(({ operator, key }) => operator === "Exists" || key !== undefined, {
    error: 'a key beside the operator "Equal"',
  })
  .refine(({ effect, tolerationSeconds }) => effect === "NoExecute" || tolerationSeconds === undefined, {
    error: 'tolerationSeconds only beside the effect "NoExecute"',
  });

/** What the pods have beside their container. */
export const pods = z
  .strictObject({
    labels: z
      .record(labelKey, labelValue)
      .meta({ description: "Labels of the pods beside Overlayer's own.", source: "Pod metadata.labels" }),
    annotations: z.record(labelKey, z.string().max(10_000)).meta({
      description: "Annotations of the pods; never secrets, as everybody reads them.",
      source: "Pod metadata.annotations",
    }),
    nodeSelector: z
      .record(labelKey, labelValue)
      .meta({ description: "Labels that a node must have to run a server.", source: "Pod spec.nodeSelector" }),
    tolerations: z
      .array(toleration)
      .meta({ description: "Taints of nodes that keep no server away.", source: "Pod spec.tolerations" }),
    priorityClassName: dnsName
      .exactOptional()
      .meta({ description: "PriorityClass of the pods; it must exist.", source: "Pod spec.priorityClassName" }),
    serviceAccountName: dnsName.exactOptional().meta({
      description: "ServiceAccount of the pods, whose token they never get; it must exist.",
      source: "Pod spec.serviceAccountName",
    }),
    terminationGracePeriodSeconds: z.int32().min(1).meta({
      description: "Seconds from the request to stop until a server is killed.",
      source: "Pod spec.terminationGracePeriodSeconds",
    }),
  })
  .describe("What the pods have beside their container.");
