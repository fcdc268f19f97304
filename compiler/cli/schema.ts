import { optionSchema } from "../option-schema.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { packageRoot } from "./package-root.ts";
import { applications } from "./project.ts";

/** `overlayer schema`: JSON Schema of an application's options. */
export async function schemaCommand({ args: [name = ""] }: Given, context: Context): Promise<number> {
  const application = applications.get(name);
  if (application === undefined) {
    const known = [...applications.keys()].join(", ");
    context.stderr(`error: there is no application ${JSON.stringify(name)}\n  help: known are ${known}.\n`);
    return exitCode.userError;
  }
  const schema = await optionSchema(application, workingTree(packageRoot));
  context.stdout(`${JSON.stringify(schema, undefined, 2)}\n`);
  return exitCode.fine;
}
