import { renderExplanations } from "../report/explain.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject, reportIssues } from "./project.ts";

/** `overlayer explain`: why an option, or a field of a rendered object, has its value. */
export async function explainCommand(
  { args: [name = "", ...subject], values }: Given,
  context: Context,
): Promise<number> {
  const project = openProject(values, context);
  const explained = await project.explain(name, subject);
  if ("issues" in explained) {
    reportIssues(explained.issues, project, context);
    return exitCode.userError;
  }
  const { explanations } = explained;
  context.stdout(
    values.get("format") === "json"
      ? `${JSON.stringify({ version: 1, explanations }, undefined, 2)}\n`
      : renderExplanations(explanations, project.source, context),
  );
  return exitCode.fine;
}
