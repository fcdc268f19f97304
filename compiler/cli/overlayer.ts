import { loadProgram } from "./load-program.ts";
import { packageVersion } from "./package-root.ts";
import { print } from "./streams.ts";

// the answer to --version comes before everything else is loaded: editors and scripts ask often
if (process.argv.length === 3 && ["--version", "-V"].includes(process.argv[2] ?? "")) {
  print(1, `${packageVersion}\n`);
} else {
  Promise.resolve()
    .then(async () => {
      const { main, isAllPrinted } = loadProgram(import.meta.dirname);
      process.exitCode = await main(process.argv.slice(2));
      return isAllPrinted();
    })
    .then(
      (isAllPrinted) => {
        // to leave now, and not when all that was made is taken down again, saves a tenth of a short run
        if (isAllPrinted) process.exit();
      },
      (error: unknown) => {
        const words = error instanceof Error ? error.stack : String(error);
        process.stderr.write(`overlayer failed by a defect of its own; please report it with these lines:\n${words}\n`);
        process.exitCode = 3;
      },
    );
}
