/** Colours of SGR codes on a dark terminal. */
const colors: ReadonlyMap<string, string> = new Map([
  ["31", "#ff7b72"],
  ["32", "#7ee787"],
  ["33", "#e3b341"],
  ["34", "#79c0ff"],
  ["36", "#76e3ea"],
]);

const charWidth = 8.43;
const lineHeight = 20;
const padding = 16;

/** An SVG of what a terminal shows for a command: the prompt, then its output with bold, dim and coloured text. */
export function terminalPicture(command: string, output: string): string {
  const lines = [`\u001b[2m$\u001b[22m \u001b[1m${command}\u001b[22m`, ...output.trimEnd().split("\n")];
  const longest = Math.max(...lines.map((line) => line.replaceAll(sgr, "").length));
  const width = Math.ceil(longest * charWidth) + 2 * padding;
  const height = lines.length * lineHeight + 2 * padding;
  const texts = lines.map((line, index) => {
    const y = padding + (index + 0.75) * lineHeight;
    return `  <text x="${padding}" y="${y}" xml:space="preserve">${spans(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
  <title>${escaped(`${command}: its output in a terminal`)}</title>
  <style>text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #e6edf3; white-space: pre }</style>
  <rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
${texts.join("\n")}
</svg>
`;
}

const esc = "\u001b";
const sgr = new RegExp(`${esc}\\[(\\d+)m`, "g");

function spans(line: string): string {
  const style = { bold: false, dim: false, color: undefined as string | undefined };
  return line
    .split(new RegExp(`(${esc}\\[\\d+m)`))
    .map((part) => {
      const code = /\[(\d+)m$/.exec(part.startsWith(esc) ? part : "")?.[1];
      if (code === undefined) return part === "" ? "" : span(part, style);
      if (code === "1") style.bold = true;
      else if (code === "2") style.dim = true;
      else if (code === "22") Object.assign(style, { bold: false, dim: false });
      else style.color = colors.get(code);
      return "";
    })
    .join("");
}

function span(text: string, { bold, dim, color }: { bold: boolean; dim: boolean; color: string | undefined }): string {
  const attributes = [
    bold ? ` font-weight="bold"` : "",
    dim ? ` fill-opacity="0.6"` : "",
    color === undefined ? "" : ` fill="${color}"`,
  ];
  return `<tspan${attributes.join("")}>${escaped(text)}</tspan>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
