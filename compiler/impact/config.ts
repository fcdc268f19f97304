import type { Impact } from "../environment-change.ts";
import { displayName, namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { readAtStart } from "../kubernetes/read-at-start.ts";
import { at, holds, type Judge, newOf } from "./field.ts";
import { isKind } from "./pods.ts";
import { refused } from "./refused.ts";
import { templateImpact } from "./stateful-set.ts";
import { judgedTemplate } from "./workloads.ts";

const contents = new Set(["data", "binaryData", "stringData"]);

/** A ConfigMap or Secret: its content reaches pods only when they start, or when its name, and so their template, changes. */
export const judgeConfig: Judge = (field, { before, after, all }) => {
  const [name] = field.path;
  const isContent = typeof name === "string" && contents.has(name);
  const isImmutable = at(before, "immutable") === true;
  const users = usersOf(after, all);
  if (before.metadata.name !== after.metadata.name) return renamed(users);
  if (isImmutable && (isContent || name === "immutable")) {
    const answer = `${isContent ? name : "immutable"}: Forbidden: field is immutable when \`immutable\` is set`;
    return refused(after, String(name), answer, {
      steps: [{ text: "Give it another name, such as one with a hash of its content." }],
    });
  }
  if (after.kind === "Secret" && name === "type") {
    const answer = `type: Invalid value: ${JSON.stringify(newOf(field) ?? null)}: field is immutable`;
    return refused(after, "type", answer, { steps: [{ text: "Give it another name." }] });
  }
  if (!isContent) return { verdict: "harmless", message: "no pod restarts" };
  if (at(after.metadata, "annotations", readAtStart) === "true") {
    return { verdict: "live", message: "pods that start from now on read it; those that run need no restart" };
  }
  // a Job's pods run once, and no Job is restarted
  const running = users.filter((user) => !isKind(user, "batch", "Job"));
  const names = running.map(displayName).join(", ");
  if (running.length === 0)
    return { verdict: "live", message: "no workload of this environment that runs on names it" };
  return {
    verdict: "pending",
    message: `the pods of ${names} do not restart: what they have read stays until they do`,
    remedy: {
      steps: running.map((user) => ({
        text: `To have it now, restart ${displayName(user)}; mounted files follow within minutes, variables and subPath mounts do not.`,
      })),
    },
  };
};

/** Its new name is in the pod templates, so that these changed. */
function renamed(users: readonly Manifest[]): Impact {
  const [user] = users;
  if (user === undefined) return { verdict: "harmless", message: "no workload of this environment names it" };
  const impact = isKind(user, "apps", "StatefulSet") ? templateImpact(user) : judgedTemplate(user);
  return {
    ...impact,
    message: `its name stands in the pod template of ${displayName(user)}: ${impact.message}`,
  };
}

/** Workloads of the same namespace whose pods name the object. */
export function usersOf(config: Manifest, all: readonly Manifest[]): readonly Manifest[] {
  return all.filter(
    (object) =>
      namespaceOf(object) === namespaceOf(config) &&
      holds(at(object, "spec", "template", "spec"), config.metadata.name),
  );
}
