/** What a call comes to; `undefined` where it throws, for what must not fail because a part of it does. */
export function tried<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
