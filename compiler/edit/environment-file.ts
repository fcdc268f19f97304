import { Project, SyntaxKind } from "ts-morph";
import type { JsonObject } from "../kubernetes/json.ts";
import { literalText, nameText } from "./literal-text.ts";

/** A layer to write as an environment file. */
export interface NewEnvironment {
  /** Its path: `environments/prod.ts`. */
  readonly file: string;
  /** What it extends: a default export, or one of that name. */
  readonly below: { readonly name: string; readonly module: string; readonly isDefault: boolean };
  /** A sentence about it. */
  readonly about?: string;
  readonly options: JsonObject;
  /** Sentences above options, by their names. */
  readonly comments?: ReadonlyMap<string, string>;
}

/** The text of an environment file, as a formatter would have it. Values cannot end their literals. */
export function environmentText({ file, below, about, options, comments }: NewEnvironment): string {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const docs = about === undefined ? "" : `/** ${oneLine(about)} */\n`;
  const source = project.createSourceFile(file, `\n${docs}export default ${below.name}.extend({});\n`);
  const fields = Object.entries(options).map(([name, value]) => {
    const comment = comments?.get(name);
    const above = comment === undefined ? "" : `  // ${oneLine(comment)}\n`;
    return `${above}  ${nameText(name)}: ${literalText(value, "  ")},\n`;
  });
  const literal = source.getFirstDescendantByKindOrThrow(SyntaxKind.ObjectLiteralExpression);
  if (fields.length > 0) literal.replaceWithText(`{\n${fields.join("")}}`);
  source.addImportDeclaration({
    moduleSpecifier: below.module,
    ...(below.isDefault ? { defaultImport: below.name } : { namedImports: [below.name] }),
  });
  return source.getFullText();
}

/** A text that cannot end the comment that it stands in. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("*/", "* /");
}
