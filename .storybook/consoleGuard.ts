const messages: string[] = [];

for (const level of ['warn', 'error'] as const) {
  const show = console[level];
  console[level] = (...parts: unknown[]): void => {
    messages.push(`${level}: ${parts.map(String).join(' ')}`);
    show(...parts);
  };
}

/** Forgets what was said before this story. */
export function forgetConsole(): void {
  messages.length = 0;
}

/** Fails a story during which the console was given a warning or an error: by React, a library or the browser's code. */
export function throwConsole(): void {
  if (messages.length > 0) {
    throw new Error(`The console was given ${messages.length} message(s) during this story, which has to run without any:\n${messages.splice(0).join('\n')}`);
  }
}
