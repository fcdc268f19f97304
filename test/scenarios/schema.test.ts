import { expect, test } from "vitest";
import { workspace } from "./workspace.ts";

test("the options of an application are printed as JSON Schema, with their defaults", async () => {
  const { code, stdout } = await workspace({}).overlayer("schema", "zookeeper");
  expect(code).toBe(0);
  const schema = JSON.parse(stdout);
  expect(schema).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    additionalProperties: false,
    properties: {
      servers: { type: "integer", minimum: 1, default: 3, description: expect.stringContaining("Number of servers") },
      heap: { "x-derived-from": ["memory"] },
      ports: { properties: { client: { default: 2181 } } },
    },
  });
  // what has a default may be left out
  expect(schema).not.toHaveProperty("required");
  expect(schema.properties.heap).not.toHaveProperty("default");
});

test("an application that there is not is an error that names those there are", async () => {
  const { code, stdout, stderr } = await workspace({}).overlayer("schema", "kafka");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain('there is no application "kafka"');
  expect(stderr).toContain("known are zookeeper");
});
