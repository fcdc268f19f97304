import { loadProgram } from "./load-program.ts";
import { packageVersion } from "./package-root.ts";

// the answer to --version comes before everything else is loaded: editors and scripts ask often
if (process.argv.length === 3 && ["--version", "-V"].includes(process.argv[2] ?? "")) {
  process.stdout.write(`${packageVersion}\n`);
} else {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // a reader that has seen enough, such as `head`, is no failure
    if (error.code === "EPIPE") process.exit();
    process.stderr.write(`error: could not print: ${error.message}\n`);
    process.exit(3);
  });
  Promise.resolve()
    .then(() => loadProgram(import.meta.dirname).main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
        // to leave now, and not when all that was made is taken down again, saves a tenth of a short run
        if ([process.stdout, process.stderr].every(({ writableLength }) => writableLength === 0)) process.exit();
      },
      (error: unknown) => {
        const words = error instanceof Error ? error.stack : String(error);
        process.stderr.write(`overlayer failed by a defect of its own; please report it with these lines:\n${words}\n`);
        process.exitCode = 3;
      },
    );
}
