import type { ChangeRule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { membershipAlone } from "./membership-alone.ts";
import { membershipFirst } from "./membership-first.ts";
import { oneVoterAtATime } from "./one-voter-at-a-time.ts";
import { quorumTls } from "./quorum-tls.ts";
import { replicas } from "./replicas.ts";
import { wholeRollOut } from "./whole-roll-out.ts";

/** All rules about changes, in the order in which their violations are listed. */
export const changes: readonly ChangeRule<Options>[] = [
  oneVoterAtATime,
  wholeRollOut,
  membershipFirst,
  membershipAlone,
  replicas,
  quorumTls,
];
