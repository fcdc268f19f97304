import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../scenarios/workspace.ts";
import { terminalPicture } from "./terminal-picture.ts";

test("docs/review.md's picture of a comparison is what the command prints", async () => {
  const space = workspace({});
  cpSync("environments", join(space.root, "environments"), { recursive: true });
  const { stdout } = await space.overlayerInColor("compare", "demo", "micro", "prod");
  const options = stdout.slice(0, stdout.indexOf("\n\n"));
  await expect(terminalPicture("overlayer compare demo micro prod", options)).toMatchFileSnapshot(
    "../../docs/pictures/compare.svg",
  );
});

test("the README's picture is what the command prints", async () => {
  const space = workspace({});
  for (const folder of ["environments", "base", "overlays"])
    cpSync(folder, join(space.root, folder), { recursive: true });
  space.commit("as it is");
  const edited = space.read("environments/prod.ts").replace("cpu: 2", "cpu: 3").replace("4Gi", "6Gi");
  space.write("environments/prod.ts", edited);
  const { stdout } = await space.overlayerInColor("diff");
  await expect(terminalPicture("overlayer diff", stdout)).toMatchFileSnapshot("../../docs/pictures/diff.svg");
});
