import type { Disproof } from "../change.ts";
import { objectLines } from "./diff-terminal.ts";
import { count, type Layout, type Style, styleOf } from "./style.ts";
import { firstOf, visible } from "./text.ts";

/** How many environments were proven, and by which kustomize; first those for which it failed, with the reason, of many some. */
export function renderVerify(
  proven: number,
  disproofs: readonly Disproof[],
  kustomize: { readonly version: string; readonly origin: string; readonly file: string },
  layout: Layout,
): string {
  const style = styleOf(layout.color);
  const tool = `kustomize ${kustomize.version} (${visible(kustomize.origin)}: ${visible(kustomize.file)})`;
  const shown = firstOf(disproofs);
  const left = disproofs.length - shown.length;
  const failures = shown.flatMap((one) => disproofLines(one, layout.width, style));
  const more = left === 0 ? [] : [`… ${count(left, "more environment")}`];
  const sum =
    disproofs.length === 0
      ? style("green", `${count(proven, "environment")} proven`)
      : style("red", `${count(disproofs.length, "environment")} not what was compiled, ${proven} proven`);
  return `${[...failures, ...more, `${sum} by ${tool}`].join("\n")}\n`;
}

function disproofLines({ name, reason }: Disproof, width: number, style: Style): readonly string[] {
  const heading = (what: string) => `${style("red", "!")} ${style("bold", visible(name))}  ${what}`;
  if ("failure" in reason) {
    return [heading("kustomize refuses it:"), ...reason.failure.split("\n").map((line) => `    ${visible(line)}`)];
  }
  const changes = reason.changes.flatMap((change) => objectLines(change, width, style));
  return [heading("- as compiled, + as kustomize builds it:"), ...changes];
}
