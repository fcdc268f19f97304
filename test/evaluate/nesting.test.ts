import { describe, expect, test } from "vitest";
import { nestingFault } from "../../compiler/evaluate/nesting.ts";
import { transpile } from "../../compiler/evaluate/transpile.ts";

const many = 30_000;

// what is hidden would end this process in the native parser
describe("what is nested too deep is a fault", () => {
  test.each([
    ["brackets", "(", "1", ")"],
    ["blocks", "()=>{", "", "}"],
    ["functions", "a=>"],
    ["functions in a line each", "a=>\n"],
    ["conditions", "a?b:"],
    ["conditions with a class", "a?class{}:"],
    ["calls", "a", "", ".a()"],
    ["assignments", "a="],
    ["negations", "!"],
    ["keywords", "typeof "],
    ["sums", "a", "", "+a"],
    ["templates", "`${", "1", "}`"],
    ["types", "a as keyof ", "keyof ".repeat(many)],
    ["type arguments", "a as A<B,", "A<B,".repeat(many)],
    ["assertions", "a", "", " as any"],
    ["classes", "class extends ", "Object"],
    ["statements", "1;if(a)", "if(a)".repeat(many)],
    ["statements with else", "1;", "if(a)b,c;else ".repeat(many)],
    ["loops", "1;", "do ".repeat(many)],
    [
      "statements in functions",
      `1;${"if(a)".repeat(300)}b,function(){`,
      `${"if(a)".repeat(300)}b,function(){`.repeat(99),
    ],
    ["statements after a head", "1;", `${"if(a)".repeat(300)}const b=function(){`.repeat(99)],
    ["labels", "1;", "a:".repeat(many)],
    ["words that are not expected", "1;", "declare ".repeat(many)],
    ["what regular expressions seem to end", "a?/;/:"],
    ["what regular expressions seem to hide", '1;a=>/"/;', `${"(".repeat(many)}/"/`],
    ["what regular expressions after a head seem to hide", '1;if(a)/"/;', `${"(".repeat(many)}/"/`],
    ["what divisions seem to hide", "1;a!/", `${"(".repeat(many)}/1`],
    ["what comments seem to end", "a=>/*;*/"],
    ["what texts seem to end", 'a?";":'],
    ["what a first line seems to hide", "1;\n", "a=>".repeat(many)],
  ])("%s", (_, before, between = "1", after = "") => {
    const isOnce = before.startsWith("1;") || before.startsWith("a as");
    const times = isOnce ? 1 : many;
    const source = `#!/*\nexport default ${before.repeat(times)}${between}${after.repeat(times)};\n`;
    expect(transpile("a.ts", source)).toMatchObject({ faults: [{ code: "evaluate/syntax" }] });
    expect(transpile("a.ts", source)).toEqual({ faults: [nestingFault(source)] });
  });
});

describe("what is long is none", () => {
  const repeat = (text: string, times = 3000) =>
    Array.from({ length: times }, (_, index) => text.replaceAll("#", `x${index}`).replaceAll("@", "$"));
  test.each([
    ["a list", `export default [${repeat("{ name: '#', size: (1 + 2) * 3, of: a < b ? `@{c}` : [d] },").join("\n")}];`],
    ["a map", `export default {${repeat("#: (self) => (self.a ? self.b : /[\"'`]/.test(self.c)),").join("\n")}};`],
    ["constants without semicolons", repeat('const # = f(/* ( */ "#")').join("\n")],
    ["imports without semicolons", repeat('import { # } from "./#.ts"').join("\n")],
    ["functions", repeat("function #(a: Map<string, A<B>>) { if (a > b) return 1; else return a!.b / 2; }").join("\n")],
    ["types", repeat("interface # { a: string; b?: A<B> }\ntype T# = A | B;").join("\n")],
    ["a comment", `/* ${repeat("don't (").join(" ")} */ // ${repeat("isn`t [").join(" ")}\nexport default 1;`],
    ["a template", `export default \`${repeat('if [ "@{a(`b`)}" ]; then # $(( {', 500).join("\n")}\`;`],
    ["a text", `export default "${repeat("#: ('\\\"{").join(" ")}";`],
    [
      "what comes after regular expressions",
      `if (!/^[a-z"]/.test(\`x\`)) throw new Error(\`\${a.replace(/\\/\`/g, "/")}\`);\n${repeat("f(#);").join("\n")}`,
    ],
  ])("%s", (_, source) => {
    expect(nestingFault(source)).toBeUndefined();
  });
});
