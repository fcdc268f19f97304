/** Something wrong with the machine and not with what the user wrote: no git, no kustomize, an unwritable folder. */
export class SetupError extends Error {
  override readonly name = "SetupError";
  /** How to mend it, one sentence. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
