/** The same cases in every run; OVERLAYER_SEED=$RANDOM searches among new ones. */
export const seed = Number(process.env["OVERLAYER_SEED"] ?? 1);
