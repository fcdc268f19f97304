import type { RunnerTestCase } from "vitest";
import type { Reporter } from "vitest/node";

declare module "vitest" {
  interface TaskMeta {
    /** What a test measured: a name and a value with its unit. */
    figures?: Readonly<Record<string, string>>;
  }
}

/** Keeps what a test measured for the summary at the end of the run. */
export function measured(task: RunnerTestCase, values: Readonly<Record<string, string>>): void {
  task.meta.figures = { ...task.meta.figures, ...values };
}

/** Milliseconds as seconds with one digit, such as `2.5 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Prints what all tests measured once the last one has ended. */
export const figures: Reporter = {
  onTestRunEnd(modules) {
    const lines = modules
      .flatMap((module) => [...module.children.allTests()])
      .flatMap((test) => Object.entries(test.meta().figures ?? {}).map(([name, value]) => [test.name, name, value]))
      .map(([test, name, value]) => `  ${test}: ${name} ${value}`);
    process.stdout.write(["\n Figures", ...lines, "", ""].join("\n"));
  },
};
