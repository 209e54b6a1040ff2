/** A token of the semantic level: the custom property `--task-retry-` and its name. */
export interface SemanticToken {
  readonly name: string;
  readonly type: string;
  readonly description: string | undefined;
  /** Its literal value in each mode that it has one for; `light` always. */
  readonly values: Readonly<Record<string, unknown>>;
}

export type Theme = 'light' | 'dark' | 'light-more' | 'dark-more';

export function semanticTokens(file: object): SemanticToken[];
export function themeColours(file: object): Record<Theme, Record<string, string>>;
export function tokensCss(file: object): string;
