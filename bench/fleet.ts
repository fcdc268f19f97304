/** A repository of ZooKeeper environments that differ in their sizes, each in a namespace of its own. */
export function fleet(environments: number): ReadonlyMap<string, string> {
  return new Map([
    [
      "environments/base.ts",
      `import { zookeeper } from "overlayer/zookeeper";\n\nexport default zookeeper.extend({});\n`,
    ],
    ...numbers(environments).map((number) => [`environments/env-${number}.ts`, environment(number)] as const),
  ]);
}

function environment(number: number): string {
  return `import base from "./base.ts";

export default base.extend({
  namespace: "zookeeper-${number}",
  servers: ${3 + 2 * (number % 3)},
  memory: "${1 + (number % 4)}Gi",
});
`;
}

/** A repository with a small application of 40 options, of which every environment sets 10 and 10 follow from others. */
export function wideFleet(environments: number): ReadonlyMap<string, string> {
  const options = numbers(30).map((number) => `  option${number}: ${number},`);
  const derived = numbers(10).map((number) => `  derived${number}: (self) => self.option${number} * 2,`);
  const set = (seed: number) => numbers(10).map((number) => `  option${number}: ${seed + number},`);
  return new Map([
    [
      "environments/base.ts",
      layer(`import { application } from "overlayer";`, `application("wide", {`, [...options, ...derived]),
    ],
    ...numbers(environments).map(
      (number) =>
        [
          `environments/env-${number}.ts`,
          layer(`import base from "./base.ts";`, "base.extend({", set(number)),
        ] as const,
    ),
  ]);
}

function layer(importing: string, opening: string, fields: readonly string[]): string {
  return `${importing}\n\nexport default ${opening}\n${fields.join("\n")}\n});\n`;
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
