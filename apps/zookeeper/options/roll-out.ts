import * as z from "zod";

/** How far the servers have gone over to a protection of their ports; every step is a roll-out of its own. */
export const rollOutSteps = ["off", "allow", "prefer", "require"] as const;

/** One of the steps. */
export const rollOut = z.enum(rollOutSteps);
