import * as z from "zod";
import { parseQuantity } from "./quantity.ts";

// Every `error` is a noun phrase that ends the sentence "memory is 4, expected …"; `title` is the type's in the reference.

/** Cores as a number, or thousandths of a core as `500m`; at least a tenth. */
export const cpu = z
  .union([z.number(), z.templateLiteral([z.int(), "m"])], { error: 'a number of cores such as 2, or "500m"' })
  .refine(isMultipleOf("1m"), { error: "whole thousandths of a core", abort: true })
  .refine(isAtLeast("100m"), { error: "at least 0.1 cores" })
  .meta({ title: "cores such as 2 or 500m, at least 0.1" });

/** An amount of bytes such as `512Mi` or `10Gi`; a decimal `10G` is 7 % less. */
export function bytes(least: string) {
  return (
    z
      .templateLiteral([z.number(), z.enum(["Mi", "Gi", "Ti", "M", "G", "T"])], {
        error: 'an amount such as "4Gi", in Mi, Gi, Ti, M, G or T',
      })
      .refine(isMultipleOf("1"), { error: "a whole number of bytes", abort: true })
      .refine(isAtLeast(least), { error: `at least ${least}` })
      // Kubernetes counts bytes in 63 bits
      .refine((quantity) => billionths(quantity) < billionths("8Ei"), { error: "less than 8388608Ti" })
      .meta({ title: `amount such as 4Gi, at least ${least}` })
  );
}

/** A TCP port that a process without privileges may listen on. */
export const port = z.int().min(1024).max(65535).meta({ title: "port, 1024 to 65535" });

/** One part of a DNS name, which is what a namespace's name has to be. */
export const dnsLabel = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
    error: "at most 63 lower-case letters, digits and dashes that begin and end with a letter or digit",
  })
  .meta({ title: "DNS label" });

/** Parts of a DNS name, joined by dots. */
export const dnsName = z
  .string()
  .max(253, { error: "at most 253 characters" })
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, {
    error: "lower-case letters, digits and dashes in parts that are joined by dots",
  })
  .meta({ title: "DNS name" });

/** A length of time as Flux writes it, such as `10m` or `1h30m`. */
export const duration = z.string().regex(/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/, { error: 'a time such as "10m"' });

/** A folder of a repository, relative to its top; a dot for the top itself. */
export const folder = z
  .string()
  .regex(/^(\.|[\w-][\w.-]*(\/[\w-][\w.-]*)*)$/, { error: "a folder such as infra/zookeeper, or a dot" });

/** A key of a label or an annotation: a name, and before it where wanted a DNS name and a slash. */
export const labelKey = z.string().regex(/^([a-z0-9][a-z0-9.-]{0,252}\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/, {
  error: 'a key of at most 63 letters, digits, dashes, dots and underscores such as "team" or "example.com/team"',
});

/** A value of a label, which may be empty. */
export const labelValue = z.string().regex(/^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/, {
  error: "at most 63 letters, digits, dashes, dots and underscores that begin and end with a letter or digit",
});

/** Labels of an object, or those that a selector asks for. */
export const labels = z.record(labelKey, labelValue);

function isAtLeast(least: string): (quantity: string | number) => boolean {
  return (quantity) => billionths(quantity) >= billionths(least);
}

function isMultipleOf(unit: string): (quantity: string | number) => boolean {
  return (quantity) => billionths(quantity) % billionths(unit) === 0n;
}

/** What is finer than a billionth counts as one of them, which is too fine for every unit. */
function billionths(quantity: string | number): bigint {
  return parseQuantity(String(quantity)) ?? 1n;
}
