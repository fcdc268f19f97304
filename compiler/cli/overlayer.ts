import { packageVersion } from "./package-root.ts";

// the answer to --version comes before everything else is loaded: editors and scripts ask often
if (process.argv.length === 3 && ["--version", "-V"].includes(process.argv[2] ?? "")) {
  process.stdout.write(`${packageVersion}\n`);
} else {
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
}
