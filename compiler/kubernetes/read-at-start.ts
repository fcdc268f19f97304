/**
 * Annotation of a ConfigMap or Secret, of the value `true`, that pods read when they start and need no restart for: those
 * that run already know better.
 */
export const readAtStart = "overlayer.dev/read-at-start";
