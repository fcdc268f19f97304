/**
 * Runs in the sandbox before anything else: takes away randomness, and what shows when memory is collected. (The clock
 * is never put in.)
 */
export const prelude = `
delete globalThis.WeakRef;
delete globalThis.FinalizationRegistry;
Math.random = () => { throw new Error("Math.random is not available: the same files must always give the same result"); };
`;
