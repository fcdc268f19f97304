const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs what has child processes, which would outlive this one: where this process is told to end, the signal that is handed
 * out aborts, and the process ends by the same signal once all is cleaned up.
 */
export async function untilEnded<Result>(run: (ended: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  let told: NodeJS.Signals | undefined;
  const end = (signal: NodeJS.Signals) => {
    told = signal;
    controller.abort();
  };
  for (const signal of endings) process.once(signal, end);
  try {
    return await run(controller.signal);
  } finally {
    for (const signal of endings) process.off(signal, end);
    if (told !== undefined) process.kill(process.pid, told);
  }
}
