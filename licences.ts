import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packageIn = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The licences of the packages that modules of a bundle are from, by the modules' paths: one text, sorted by name. */
export function licencesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => packageIn.exec(path.replace(/^\0/, ""))?.[0] ?? []));
  const texts = [...folders].filter((folder) => existsSync(join(folder, "package.json"))).map(licenceOf);
  return texts.sort().join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  if (file === undefined) throw new Error(`${name} is bundled and has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
