import { fleet } from "../fleet.ts";
import type { Job, Row } from "../job.ts";
import { median, seconds, timed } from "../measure.ts";
import { checkOutput } from "../peers/equal.ts";
import type { Prepare } from "../peers/peer.ts";
import { peers, preparePeer, renderedObjects } from "../peers/peers.ts";
import { newRepository, overlayerIn } from "../repository.ts";

/** Cold compiles of 1,000 environments, in turns with each peer. */
export const besidePeers: readonly Job[] = peers.map(({ way, prepare, bar, runs }) => ({
  name: `compile, beside ${way}`,
  run: async (isQuick) => {
    const environments = isQuick ? 100 : 1000;
    const job = `compile ${environments.toLocaleString("en-US")} environments, cold, beside ${way}`;
    return [{ job, ...(await measure(environments, prepare, runs, bar)) }];
  },
}));

/** No figure is given unless the peer wrote, in every environment, exactly the objects that Overlayer did. */
async function measure(
  environments: number,
  prepare: Prepare,
  runs: number,
  bar: number | undefined,
): Promise<Omit<Row, "job">> {
  const compiled = newRepository(fleet(environments));
  timed(overlayerIn(compiled, "compile"));
  const objects = await renderedObjects(compiled);
  const peer = preparePeer(prepare, compiled, objects);
  if (peer === undefined) return { measured: "skipped: it is not on this machine" };
  const pairs: { readonly own: number; readonly other: number }[] = [];
  for (let run = 0; run < runs; run++) {
    const own = timed(overlayerIn(newRepository(fleet(environments)), "compile"));
    const start = performance.now();
    await peer.run();
    pairs.push({ own, other: performance.now() - start });
  }
  checkOutput(peer, objects);
  const ratio = median(pairs.map(({ own, other }) => other / own));
  const own = seconds(median(pairs.map((pair) => pair.own)));
  const other = seconds(median(pairs.map((pair) => pair.other)));
  const measured = `${share(ratio)} (${own}; ${peer.tool}: ${other})`;
  return bar === undefined ? { measured } : { measured, bar: `≤ 1/${bar}`, isMet: ratio >= bar };
}

/** The share of a peer's time that Overlayer takes, where that takes `ratio` times its own. */
function share(ratio: number): string {
  if (ratio < 1) return `${(1 / ratio).toFixed(1)} ×`;
  return `1/${ratio.toFixed(ratio < 10 ? 1 : 0)}`;
}
