/** What a child process may know: where programs and a home are. No variable of CI, and so no secret, reaches it. */
export function processEnvironment(): Record<string, string> {
  const passed = ["PATH", "HOME", "TMPDIR"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(passed), LC_ALL: "C" };
}
