import { cpSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallFleet, workspace } from "../scenarios/workspace.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const views = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 1280 },
  { colorScheme: "light", width: 390 },
  { colorScheme: "dark", width: 390 },
] as const;

let browser: Browser;
beforeAll(async () => {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
});
afterAll(() => browser.close());

/** A refused, a restarting and a scaling change of one environment, and one that is wrong, as the command prints them. */
async function pageOfReview(): Promise<string> {
  const space = workspace({ ...smallFleet, "environments/wrong.ts": smallFleet["environments/demo.ts"] });
  await space.overlayer("compile");
  space.commit("first");
  const prod = smallFleet["environments/prod.ts"].replace("servers: 5", "servers: 7").replace("4Gi", "6Gi");
  space.write("environments/prod.ts", prod.replace("memory", `storage: { size: "500Gi" },\n  memory`));
  space.write("environments/wrong.ts", smallFleet["environments/demo.ts"].replace("cpu", "</pre><script>cpu"));
  const { stdout } = await space.overlayer("diff", "--format", "html");
  space.write("review.html", stdout);
  return pathToFileURL(join(space.root, "review.html")).href;
}

async function open(
  url: string,
  { colorScheme, width }: { readonly colorScheme: "light" | "dark"; readonly width: number },
): Promise<{ page: Page; log: string[] }> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: false });
  const log: string[] = [];
  page.on("console", (message) => log.push(message.text()));
  page.on("pageerror", (error) => log.push(error.message));
  page.on("request", (request) => request.url() === url || log.push(`asks for ${request.url()}`));
  await page.goto(url);
  return { page, log };
}

describe("the HTML page of a review", () => {
  test.each(views)("$colorScheme, $width pixels wide: whole, quiet, accessible", async (view) => {
    const { page, log } = await open(await pageOfReview(), view);
    expect(log).toEqual([]);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(overflow).toBe(0);
    await page.screenshot({
      path: `node_modules/.cache/overlayer/review-${view.colorScheme}-${view.width}.png`,
      fullPage: true,
    });
    // the checker itself is a script, which the page's policy forbids: it comes in over the debugger
    await page.evaluate(axe);
    const violations = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
    );
    expect(violations).toEqual([]);
  });

  test("of this repository, as docs/review.md shows it (UPDATE_DOCS=1 renews the pictures)", async () => {
    const space = workspace({});
    for (const folder of ["environments", "base", "overlays"]) {
      cpSync(folder, join(space.root, folder), { recursive: true });
    }
    space.commit("as it is");
    const prod = space.read("environments/prod.ts").replace("cpu: 2", "cpu: 3").replace("250Gi", "500Gi");
    space.write("environments/prod.ts", prod);
    space.write("review.html", (await space.overlayer("diff", "--format", "html")).stdout);
    const url = pathToFileURL(join(space.root, "review.html")).href;
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, log } = await open(url, { colorScheme, width: 1000 });
      expect(log).toEqual([]);
      expect(await page.locator(".timeline tbody tr").count()).toBe(6);
      const path = `docs/pictures/review-${colorScheme}.png`;
      if (process.env["UPDATE_DOCS"] === "1")
        await page.screenshot({ path, clip: { x: 0, y: 0, width: 1000, height: 1620 }, fullPage: true });
    }
  });

  test("everything can be reached with the keyboard alone", async () => {
    const { page } = await open(await pageOfReview(), views[0]);
    const reached = new Set<unknown>();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(
          "document.activeElement.closest('section, nav, .card')?.id || document.activeElement.tagName",
        ),
      );
    }
    expect([...reached]).toEqual(expect.arrayContaining(["A", "PRE", "SUMMARY", "totals", "options"]));
  });

  test("the first thing under the heading is what the API server refuses, and the line that asks for it", async () => {
    const { page } = await open(await pageOfReview(), views[0]);
    const card = page.locator(".card.refused");
    expect(await card.getByRole("heading").textContent()).toContain("The API server refuses StatefulSet/zk");
    expect(await card.textContent()).toContain("environments/prod.ts:6");
    expect(await page.locator(".timeline tbody tr").count()).toBe(6);
  });
});
