import type { Options } from "../options.ts";

/** A fleet has ensembles of a few sizes. */
const mostParts = 16;

/**
 * The same pure function of some of the options, which gives the very same part for the very same options as lately: the
 * environments of a fleet differ in few of them, and what compares two of their objects ends where both have one part.
 */
export function madeOf<Name extends keyof Options, Part>(
  names: readonly Name[],
  make: (options: Pick<Options, Name>) => Part,
): (options: Pick<Options, Name>) => Part {
  const known: { options: Pick<Options, Name>; readonly part: Part }[] = [];
  return (options) => {
    for (const one of known) {
      if (!isSame(names, options, one.options)) continue;
      // what else asks of these options is answered at once
      one.options = options;
      return one.part;
    }
    const part = make(options);
    if (known.length === mostParts) known.shift();
    known.push({ options, part });
    return part;
  };
}

function isSame<Name extends keyof Options>(
  names: readonly Name[],
  one: Pick<Options, Name>,
  other: Pick<Options, Name>,
): boolean {
  if (one === other) return true;
  return names.every((name) => one[name] === other[name]);
}
