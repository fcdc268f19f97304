import { readFileSync } from "node:fs";
import { packageRoot } from "./package-root.ts";

// the answer to --version comes before everything else is loaded: editors and scripts ask often
if (process.argv.length === 3 && ["--version", "-V"].includes(process.argv[2] ?? "")) {
  const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, "utf8"));
  process.stdout.write(`${version}\n`);
} else {
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
}
