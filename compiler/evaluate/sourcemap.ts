/** A position: line and column from 0, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Where a position of generated code was in the source, by a source map's `mappings`: the nearest before it on its line. */
export function originalOf(mappings: string, generated: Position): Position | undefined {
  let line = 0;
  let column = 0;
  let found: Position | undefined;
  for (const [index, text] of mappings.split(";").entries()) {
    if (index > generated.line) break;
    let generatedColumn = 0;
    for (const segment of text.split(",").filter((one) => one !== "")) {
      const [columns = 0, , lines = 0, sourceColumns = 0] = decode(segment);
      generatedColumn += columns;
      line += lines;
      column += sourceColumns;
      if (index === generated.line && generatedColumn <= generated.column) found = { line, column };
    }
  }
  return found;
}

/** Numbers of a segment, in base64 VLQ: five bits a digit, the lowest first, the lowest bit of all is the sign. */
function decode(segment: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = digits.indexOf(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits < 32) {
      numbers.push(value & 1 ? -(value >> 1) : value >> 1);
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}
