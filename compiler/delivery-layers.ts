import type { Evaluation, Instance } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Trace, trace } from "./evaluate/trace.ts";
import type { Issue, Location } from "./issue.ts";

/** An issue at each layer of delivery.ts whose tool has one above it in the list already. */
export async function repeatedTools(evaluation: Evaluation, trees: Trees): Promise<readonly Issue[]> {
  const { instances, file } = evaluation;
  const first = (tool: string) => instances.find(({ application }) => application === tool);
  const repeated = instances.filter((one) => one !== first(one.application));
  if (repeated.length === 0) return [];
  const traced = await trace(evaluation, trees);
  return repeated.map((one) => {
    const tool = one.application;
    const other = { message: "the first one", location: placeOf(first(tool) ?? one, file, traced) };
    return {
      code: "delivery/repeated-tool",
      message: `delivery.ts has more than one layer of ${tool}`,
      location: placeOf(one, file, traced),
      why: `each environment has one folder in delivery/${tool}/, so that the files of one layer would replace the other's.`,
      hint: `have one layer of ${tool}; what only some environments need goes into its \`environments: { … }\`.`,
      related: [other],
    };
  });
}

function placeOf({ path }: Instance, file: string, traced: Trace): Location {
  const { set } = traced.where(path);
  return set?.value.file === file ? set.value : { file, line: 1, column: 1 };
}
