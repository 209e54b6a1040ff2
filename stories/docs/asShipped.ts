/** Code of a story as those write it who install the package. */
export function asShipped(code: string): string {
  return code.replaceAll("'../../src/index.ts'", "'task-retry-ui'");
}
