import { type Alias, isScalar, type ParsedNode } from "yaml";

/** Characters and nodes that the aliases of a document may add to it: a few lines could name billions. */
const longest = 200_000;

/** How many aliases may be within what others stand for. */
const deepest = 50;

/** Reads what the aliases of one document stand for, whose nodes are to be read in their order. */
export class Aliases {
  readonly #anchors = new Map<string, ParsedNode>();
  readonly #targets = new Map<Alias.Parsed, ParsedNode>();
  readonly #open: ParsedNode[] = [];
  #length = 0;

  /** Knows the anchor of a node from now on; false where aliases have added more to the document than they may. */
  visit(node: ParsedNode): boolean {
    if (this.#open.length > 0) this.#length += 1 + (isScalar(node) ? node.source.length : 0);
    else if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    return this.#length <= longest;
  }

  /** What `read` gives of the node that an alias stands for, or why it is not read. */
  read<Value>(alias: Alias.Parsed, read: (node: ParsedNode) => Value): Value | { readonly problem: string } {
    const target = this.#targets.get(alias) ?? this.#anchors.get(alias.source);
    if (target === undefined) return { problem: `there is no anchor ${alias.source} before it` };
    // its anchor may be given again further down
    this.#targets.set(alias, target);
    if (this.#open.includes(target)) return { problem: "an alias is within what it stands for" };
    if (this.#open.length === deepest) return { problem: "its aliases are nested too deeply" };
    this.#open.push(target);
    const value = read(target);
    this.#open.pop();
    return value;
  }
}
