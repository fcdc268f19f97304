import { workingTree } from "../../compiler/repository/working-tree.ts";
import { applyPlan } from "../../compiler/write/apply.ts";
import { withLock } from "../../compiler/write/lock.ts";
import { planWrite } from "../../compiler/write/plan.ts";
import { trees } from "./two-trees.ts";

// Writes one tree and then the other, into the folder of its argument, until it is killed.
const root = process.argv[2] ?? "";
for (;;) {
  for (const tree of trees) {
    await withLock(root, async (staging) =>
      applyPlan(
        root,
        staging,
        planWrite(tree, workingTree(root), () => true),
      ),
    );
    process.stdout.write(".");
  }
}
