import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.ts";
import { figures } from "./figures.ts";

/** `npm run test:real`: real servers, one test after another, as two processors are enough for one ensemble. */
export default defineConfig({
  plugins: shared.plugins ?? [],
  test: {
    include: ["test/real/**/*.real.ts"],
    reporters: ["default", figures],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
