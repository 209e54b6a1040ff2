export function stylesheet(options: {
  /** Whether the rules are in `@layer task-retry`. */
  layered: boolean;
  /** Default: false. */
  minify?: boolean;
}): Promise<{ code: Uint8Array; warnings: { message: string }[] }>;
