import { SetupError } from "../setup-error.ts";

/** True for what the operating system refuses: a full disk, a read-only folder. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}

/** Runs what writes files; what the operating system refuses becomes a SetupError that begins with `failure`. */
export function writing<Result>(failure: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (error instanceof SetupError || !isSystemError(error)) throw error;
    throw new SetupError(
      `${failure}: ${error.message}`,
      "make the folder writable and free some space, then run it again.",
    );
  }
}
