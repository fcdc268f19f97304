import { expect, test } from "vitest";
import { parseYaml } from "../../compiler/kubernetes/parse-yaml.ts";
import { printYaml } from "../../compiler/kubernetes/print-yaml.ts";

test("YAML is printed as people write it", () => {
  const value = {
    image: "docker.io/library/zookeeper:3.9.5",
    args: ["-c", "--port=80", "a b", "a: b", ""],
    resources: { cpu: "500m", memory: "4Gi", replicas: 3, ratio: 0.5, small: 1e-7 },
    quoted: ["1", "1.5", "true", "on", "~", "2001-01-01", "1e3", "0755", "10.0.0.1", "*"],
    script: "#!/bin/sh\n\techo\n",
    noLineEnd: "a\nb",
    indented: " a\nb",
    path: "../../base",
    empty: [{}, [], null],
    nested: [[1, 2], [{ a: 1, b: [3] }]],
  };
  expect(printYaml(value)).toMatchInlineSnapshot(`
    "image: docker.io/library/zookeeper:3.9.5
    args:
      - -c
      - --port=80
      - a b
      - "a: b"
      - ""
    resources:
      cpu: 500m
      memory: 4Gi
      replicas: 3
      ratio: 0.5
      small: 1.0e-7
    quoted:
      - "1"
      - "1.5"
      - "true"
      - "on"
      - "~"
      - "2001-01-01"
      - "1e3"
      - "0755"
      - "10.0.0.1"
      - "*"
    script: |
      #!/bin/sh
      	echo
    noLineEnd: |-
      a
      b
    indented: " a\\nb"
    path: ../../base
    empty:
      - {}
      - []
      - null
    nested:
      - - 1
        - 2
      - - a: 1
          b:
            - 3
    "
  `);
});

test("characters that no one sees are escaped", () => {
  expect(printYaml(["a\u00a0", "\ufeff", "\u00ad\n", "\u2028", "\u0000", "\u001b"])).toBe(
    '- "a\\u00a0"\n- "\\ufeff"\n- "\\u00ad\\n"\n- "\\u2028"\n- "\\u0000"\n- "\\u001b"\n',
  );
});

test.each([
  ["0755", 493],
  ["0o17", 15],
  ["0x1f", 31],
  ["-0b11", -3],
  ["1_000", 1000],
  ["1.0", 1],
  ["1e3", 1000],
  ["123e4567", "123e4567"],
  ["12:30:45", "12:30:45"],
  ["NULL", null],
  ["!!str 1", "1"],
  ["'1'", "1"],
])("a plain %s is what kustomize reads", (text, value) => {
  expect(parseYaml(`a: ${text}\n`)).toEqual({ documents: [{ a: value }] });
});

test.each([
  ["a: 1\nb: {a: 1, a: 2}", 2, 11, 'the field "a" is given twice'],
  ["a: on", 1, 4, "quote on: YAML's readers disagree on what it is"],
  ["a: 2001-01-01", 1, 4, "quote 2001-01-01: YAML's readers disagree on what it is"],
  ["a: &x 1\nb: *x", 1, 7, "anchors are not read: write the value out"],
  ["a: *x", 1, 4, "aliases are not read: write the value out"],
  ["<<: {a: 1}", 1, 1, "merge keys are not read: write the fields out"],
  ["a: !!binary aGk=", 1, 13, "the tag tag:yaml.org,2002:binary is not read: leave it out"],
  ["? [a]\n: 1", 1, 3, "a field's name must be text"],
])("%j is refused where it is wrong", (text, line, column, message) => {
  expect(parseYaml(text)).toMatchObject({ problem: { line, column } });
  const parsed = parseYaml(text);
  expect("problem" in parsed && parsed.problem.message).toContain(message);
});

test("a syntax error has its place", () => {
  expect(parseYaml("a: 1\nb: ]\n")).toMatchObject({ problem: { line: 2 } });
});

test("the prototype's name is a field like others", () => {
  const [document] = (parseYaml('"__proto__": {a: 1}') as { documents: [object] }).documents;
  expect(Object.keys(document)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
});

test("empty documents are left out", () => {
  expect(parseYaml("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n")).toEqual({ documents: [{ a: 1 }, { b: 2 }] });
});
