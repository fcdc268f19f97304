import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

/** What needs a browser: `npm run test:browser`, with Chromium at CHROMIUM or where Debian installs it. */
export default defineConfig({
  ...shared,
  root: `${import.meta.dirname}/../..`,
  test: { include: ["test/browser/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
