/** Throws where a function got arguments that it does not take: JavaScript would drop them without a word. */
export function refuseMore(takes: string, more: readonly unknown[]): void {
  if (more.length > 0) throw new TypeError(`${takes}, and got ${more.length} more`);
}
