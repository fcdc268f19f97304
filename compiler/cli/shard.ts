import { headCommit } from "../repository/committed-tree.ts";
import { type Run, writePart } from "../shard/part.ts";
import type { Result } from "../shard/result.ts";
import { parseShard, type Shard } from "../shard/shard.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";
import { packageVersion } from "./package-root.ts";
import type { Project } from "./project.ts";

/** What --shard does not go with: it looks at all environments, writes nothing, and its part has no form yet. */
const clashing = ["watch", "out", "discard", "adopt", "summary", "max-bytes"];

/** The value of --shard, undefined where it was not given; what does not go with it is refused. */
export function givenShard({ args, flags, values }: Given, context: Context): Shard | undefined | "refused" {
  const shard = parseShard(values.get("shard") ?? "");
  if (shard === undefined) return undefined;
  const clash = clashing.find((name) => flags.has(name));
  const format = values.get("format") ?? "json";
  const isForMachines = format !== "human" && format !== "json";
  const { index, of } = shard;
  const mistakes = [
    ...(index > of ? [`--shard is ${index}/${of}, and ${index} is more than ${of}`] : []),
    ...(args.length > 0 ? ["--shard is a part of all environments: name none"] : []),
    ...(clash === undefined ? [] : [`--shard does not go with --${clash}`]),
    ...(isForMachines ? [`--shard prints a part: give --format ${format} to \`overlayer report merge\``] : []),
  ];
  for (const mistake of mistakes) context.stderr(`error: ${mistake}\n  help: see docs/ci.md, Many environments.\n`);
  return mistakes.length > 0 ? "refused" : shard;
}

/** The context of what is for people while a part is what was asked for. */
export function onStderr(context: Context): Context {
  return { ...context, stdout: context.stderr };
}

/** Prints what a command found in its part of all environments, for `overlayer report merge`. */
export async function printPart(
  result: Result,
  shard: Shard,
  against: string | undefined,
  project: Project,
  context: Context,
): Promise<void> {
  const commit = await headCommit(project.root);
  const run: Run = {
    overlayer: packageVersion,
    ...(commit === undefined ? {} : { commit }),
    ...(against === undefined ? {} : { against }),
  };
  context.stdout(writePart({ run, shard, result }));
}
