import type { Wording } from '../src/messages/wording.ts';
import type { Phrase } from './phrases.ts';

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

/** A flow of `accessibility.ts`, by its name: where a row of a contract is tested. */
interface FlowRow {
  readonly flow: string;
}

export interface KeyRow extends FlowRow {
  readonly keys: string;
  readonly does: string;
  /** What has the focus afterwards. */
  readonly focus: string;
  /** The same as the flow has it: its name, or a part of that. */
  readonly on: Phrase;
}

export interface SpokenRow extends FlowRow {
  readonly when: string;
  /**
   * `name` and `description` are read with what has the focus, a `place` when the focus comes into it; what is
   * `announced` comes from a live region.
   */
  readonly how: 'name' | 'description' | 'place' | 'announced';
  readonly says: (wording: Wording) => string;
}

export interface TextRow {
  readonly where: string;
  readonly says: (wording: Wording) => string;
  readonly rule: string;
}
