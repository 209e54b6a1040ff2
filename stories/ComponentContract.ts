import type { Wording } from '../src/messages/wording.ts';

/** What a component promises to those who style, test or listen to it. Its Docs page shows it, and tests hold to it. */
export interface ComponentContract {
  /** `data-component` of its root. */
  readonly component: string;
  /** Element of its root. */
  readonly root: string;
  /** Each `data-state` of its root. */
  readonly states: readonly StateRow[];
  /** Each `data-part` inside of it, but for those of another component in it. */
  readonly parts: readonly PartRow[];
  /** The custom properties that it is drawn with, without `--task-retry-`. */
  readonly tokens: readonly string[];
  readonly keys: readonly KeyRow[];
  readonly spoken: readonly SpokenRow[];
  readonly texts: readonly TextRow[];
}

export interface StateRow {
  readonly name: string;
  readonly when: string;
  readonly offers: string;
}

export interface PartRow {
  readonly name: string;
  readonly what: string;
}

export interface KeyRow {
  readonly keys: string;
  readonly does: string;
  /** What has the focus afterwards. */
  readonly focus: string;
}

export interface SpokenRow {
  readonly when: string;
  /** `name` and `description` are read with what has the focus; what is `announced` comes from a live region. */
  readonly how: 'name' | 'description' | 'announced';
  readonly says: (wording: Wording) => string;
}

export interface TextRow {
  readonly where: string;
  readonly says: (wording: Wording) => string;
  readonly rule: string;
}
