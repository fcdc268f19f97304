import type { Options } from "../options.ts";

/**
 * The same pure function of some of the options, which gives the very same part for the very same options as last time: the
 * environments of a fleet differ in few of them, and what compares two of their objects ends where both have one part.
 */
export function madeOf<Name extends keyof Options, Part>(
  names: readonly Name[],
  make: (options: Pick<Options, Name>) => Part,
): (options: Pick<Options, Name>) => Part {
  let last: { readonly options: Pick<Options, Name>; readonly part: Part } | undefined;
  return (options) => {
    if (last !== undefined && isSame(names, options, last.options)) return last.part;
    const part = make(options);
    last = { options, part };
    return part;
  };
}

function isSame<Name extends keyof Options>(
  names: readonly Name[],
  one: Pick<Options, Name>,
  other: Pick<Options, Name>,
): boolean {
  if (one === other) return true;
  for (const name of names) if (one[name] !== other[name]) return false;
  return true;
}
