import { isEqual } from "../../../compiler/kubernetes/compare.ts";
import { isList, isObject, type Json } from "../../../compiler/kubernetes/json.ts";
import { parseQuantity } from "../../../compiler/kubernetes/quantity.ts";
import type { Reader } from "./values.ts";

/** The value is the option's. */
export function option(...path: readonly string[]): Reader {
  return (value) => [{ option: path, value }];
}

/** The value is that of several options. */
export function options(...paths: readonly (readonly string[])[]): Reader {
  return (value) => paths.map((path) => ({ option: path, value: asNumber(value) }));
}

/** The value is the option's, a whole number; charts take it in quotes too. */
export function count(...path: readonly string[]): Reader {
  return (value) => [{ option: path, value: asNumber(value) }];
}

/** The value is the option's in capital letters. */
export function capitals(...path: readonly string[]): Reader {
  return (value) => [{ option: path, value: typeof value === "string" ? value.toUpperCase() : value }];
}

/** The value is an amount of bytes, which is kept as it is written where the option can be written so. */
export function bytes(...path: readonly string[]): Reader {
  return (value) => [{ option: path, value: asBytes(value) }];
}

/** The value is a map of labels or annotations, each of which is taken or refused for itself. */
export function entries(...path: readonly string[]): Reader {
  return (value) => {
    if (!isObject(value)) return [{ option: path, value }];
    return Object.entries(value).map(([key, item]) => ({ at: [key], option: [...path, key], value: item }));
  };
}

/** The value says what Overlayer does anyway where it is one of those; where not, this is to be told. */
export function unless(accepted: readonly Json[], message: string, hint?: string): Reader {
  return (value) => (accepted.some((one) => isEqual(one, value)) ? [] : told(message, hint));
}

/** Whatever the value is, this is to be told. */
export function never(message: string, hint?: string): Reader {
  return () => told(message, hint);
}

/** The value is read together with others, by a reader of the whole file. */
export const together: Reader = () => [];

/** The Secrets with which nodes pull the image: names, or maps with a name. */
export const pullSecrets: Reader = (value) => [
  {
    option: ["imagePullSecrets"],
    value: isList(value) ? value.map((one) => (isObject(one) ? (one["name"] ?? one) : one)) : value,
  },
];

/** Kubernetes' tolerations, whose operator is Equal where they name none. */
export const tolerations: Reader = (value) => [
  {
    option: ["pods", "tolerations"],
    value: isList(value) ? value.map((one) => (isObject(one) ? { operator: "Equal", ...one } : one)) : value,
  },
];

/** A StorageClass; "-" stands for volumes that are made by hand. */
export function storageClass(...path: readonly string[]): Reader {
  return (value) =>
    value === "-"
      ? told(
          "volumes without a StorageClass have no option: an override of the StatefulSet's volumeClaimTemplates says so",
        )
      : [{ option: path, value }];
}

/** What is to be told. */
export function told(message: string, hint?: string): [{ message: string; hint?: string }] {
  return [{ message, ...(hint === undefined ? {} : { hint }) }];
}

/** A number that is written as text as the number, everything else as it is. */
export function asNumber(value: Json): Json {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

/** A JVM size such as `512m`, or a number of MiB, as the option heap writes it. */
export function asHeap(value: Json): Json {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const size = /^(\d{1,15})(m|g)?i?$/i.exec(String(value));
  return size === null ? value : `${Number(size[1])}${(size[2] ?? "M").toUpperCase()}`;
}

/** An amount of bytes with a suffix that options have. */
export function asBytes(value: Json): Json {
  if (typeof value !== "string" && typeof value !== "number") return value;
  if (/(Mi|Gi|Ti|M|G|T)$/.test(String(value))) return value;
  const billionths = parseQuantity(String(value));
  const mebibyte = 2n ** 20n * 10n ** 9n;
  if (billionths === undefined || billionths % mebibyte !== 0n) return value;
  return `${billionths / mebibyte}Mi`;
}

/** The value is cores, or thousandths of a core. */
export function cpu(...path: readonly string[]): Reader {
  return (value) => [{ option: path, value: asCpu(value) }];
}

/** Cores as a number, thousandths as they are written. */
export function asCpu(value: Json): Json {
  return typeof value === "string" && /^\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : value;
}
