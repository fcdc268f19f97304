import { packageVersion } from "./package-root.ts";

// the answer to --version comes before everything else is loaded: editors and scripts ask often
if (process.argv.length === 3 && ["--version", "-V"].includes(process.argv[2] ?? "")) {
  process.stdout.write(`${packageVersion}\n`);
} else {
  import("./main.ts")
    .then(({ main }) => main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error: unknown) => {
        const words = error instanceof Error ? error.stack : String(error);
        process.stderr.write(`overlayer failed by a defect of its own; please report it with these lines:\n${words}\n`);
        process.exitCode = 3;
      },
    );
}
