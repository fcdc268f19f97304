import { describe, expect, test } from "vitest";
import { main } from "../../compiler/cli/main.ts";
import { progressLine } from "../../compiler/cli/progress-line.ts";
import { workspace } from "../scenarios/workspace.ts";

/** A line of 60 columns on a clock that a test sets; what is on the terminal's last line. */
function onTerminal() {
  const clock = { time: 0 };
  let screen = "";
  const line = progressLine(
    (text) => (screen = text.slice(text.lastIndexOf("\u001b[K") + 3)),
    () => clock.time,
    () => 60,
  );
  const at = (time: number, done: number, total: number, what = "evaluating") => {
    clock.time = time;
    line.tell(what, done, total);
    return screen;
  };
  return { at, clear: line.clear, screen: () => screen };
}

describe("the line of progress", () => {
  test("shows nothing for half a second, then what is done, how quickly, and what is left", () => {
    const { at } = onTerminal();
    expect([at(0, 1, 10_000), at(499, 2000, 10_000)]).toEqual(["", ""]);
    expect(at(1000, 4000, 10_000)).toBe("evaluating: 4,000 of 10,000 environments, 4,000 a second, 2");
    expect(at(1050, 4200, 10_000)).toContain("4,000 of");
    expect(at(2000, 5, 9)).toBe("evaluating: 5 of 9 environments");
  });

  test("each kind of work has a rate of its own", () => {
    const { at } = onTerminal();
    at(0, 1, 100);
    at(1000, 100, 100);
    expect(at(1200, 1, 50, "proving")).toBe("proving: 1 of 50 environments");
    expect(at(3200, 4, 50, "proving")).toBe("proving: 4 of 50 environments, 2 a second, 23 s left");
    expect(at(4200, 3, 5000, "proving")).toBe("proving: 3 of 5,000 environments");
    expect(at(5200, 6, 5000, "proving")).toBe("proving: 6 of 5,000 environments, 6 a second, 14 min left");
  });

  test("is gone before something else is printed, and waits again after that", () => {
    const { at, clear, screen } = onTerminal();
    at(0, 1, 9);
    expect(at(600, 2, 9)).not.toBe("");
    clear();
    expect(screen()).toBe("");
    expect(at(700, 3, 9)).toBe("");
  });
});

test("every command that looks at many environments tells how far it is", async () => {
  const space = workspace();
  await space.overlayer("compile");
  space.commit("first");
  const told = async (...words: readonly string[]) => {
    const seen = new Map<string, string>();
    const progress = (what: string, done: number, total: number) => void seen.set(what, `${done} of ${total}`);
    const quiet = () => {};
    const terminal = { color: false, width: 80, variables: {}, stdout: quiet, stderr: quiet, progress };
    await main(words, { directory: space.root, ...terminal });
    return Object.fromEntries(seen);
  };
  expect(await told("diff")).toEqual({ evaluating: "3 of 3", compiling: "2 of 2", comparing: "2 of 2" });
  expect(await told("verify")).toEqual({ evaluating: "3 of 3", compiling: "2 of 2", proving: "2 of 2" });
});
