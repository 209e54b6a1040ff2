import * as fc from 'fast-check';
import { expect, inject } from 'vitest';

/** In words what is done next, and how; where that turns out to do nothing, it returns `false`. */
export type Step = readonly [words: string, go: () => boolean | void];

/** Something that a person, the network or a platform does, in a model and for real; `undefined` where it cannot be done now. */
export type Act<World> = (world: World) => Step | undefined;

/** Looks whether all is as the model says, once everything that is due has happened. */
type Look<World> = (world: World) => Promise<void>;

/** What happens in one tick: nothing that it causes later comes before its end. */
class Tick<World extends object> implements fc.AsyncCommand<World, object> {
  private done: readonly string[] = [];

  private readonly acts: readonly Act<World>[];
  private readonly look: Look<World>;

  constructor(acts: readonly Act<World>[], look: Look<World>) {
    this.acts = acts;
    this.look = look;
  }

  // A command list is run again and again while a failure is made smaller, and each remembers what it did.
  [fc.cloneMethod](): Tick<World> {
    return new Tick(this.acts, this.look);
  }

  check(): boolean {
    return true;
  }

  async run(world: World): Promise<void> {
    const done: string[] = [];
    this.done = done;
    for (const act of this.acts) {
      const [words, go] = act(world) ?? [];
      if (words === undefined) continue;
      // Named beforehand, in case it throws.
      done.push(words);
      if (go?.() === false) done.pop();
    }
    if (done.length > 0) await this.look(world);
  }

  toString(): string {
    return this.done.join(', in the same tick: ') || 'nothing';
  }
}

interface Race<World extends object> {
  readonly name: string;
  /** How often in an ordinary run, and how often on demand. */
  readonly runs: readonly [ordinary: number, long: number];
  /** Most ticks of a run. */
  readonly ticks: number;
  readonly acts: fc.Arbitrary<Act<World>>;
  readonly begin: () => World;
  readonly look: Look<World>;
  /** Ends what is under way, after the last tick. */
  readonly end: (world: World) => Promise<void>;
  /** Clears up, also after a failure. */
  readonly leave?: (world: World) => void | Promise<void>;
}

/** Long enough for a long race and for making its failure smaller. */
export const LONGEST = 30 * 60_000;

/** How long a failure is made smaller, in ms. */
const SHRINKING = 30_000;

/** Runs random acts, and says how often; throws with a short list of steps that still fails, and how to see it again. */
export async function race<World extends object>({ name, runs, ticks, acts, begin, look, end, leave }: Race<World>): Promise<number> {
  const { long, seed } = inject('races');
  const [ordinary, most] = runs;
  const tick = fc.array(acts, { minLength: 1, maxLength: 3, size: 'max' }).map((list) => new Tick(list, look));
  let failedAt = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(fc.commands([tick], { maxCommands: ticks, size: 'max', disableReplayLog: true }), async (list) => {
    // What is not tried any more is not smaller; the smallest one by then is told.
    if (performance.now() - failedAt > SHRINKING) return;
    const world = begin();
    try {
      await fc.asyncModelRun(() => ({ model: world, real: {} }), list);
      await end(world).catch((error: unknown) => {
        throw new Error(`Once all that waits was served: ${String(error)}`, { cause: error });
      });
    } catch (error) {
      failedAt = Math.min(failedAt, performance.now());
      throw error;
    } finally {
      await leave?.(world);
    }
  });
  const began = performance.now();
  const details = await fc.check(property, { numRuns: long ? most : ordinary, seed });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.info(`races: ${name}: ${details.failed ? 'FAILED in run' : 'runs:'} ${details.numRuns}, seed ${seed}, ${seconds} s`);
  if (!details.failed) return details.numRuns;
  const steps = [...(details.counterexample?.[0] ?? [])].map(String).filter((text) => text !== 'nothing');
  const again = `RACES_SEED=${seed}${long ? ' RACES=long' : ''}`;
  const title = `${name}: run it again with ${again}. The shortest way to it that was found:`;
  const story = [title, ...steps.map((words, index) => `${index + 1}. ${words}`)];
  const cause = details.errorInstance;
  throw new Error([...story, cause instanceof Error ? cause.message : String(cause)].join('\n'), { cause });
}

/** Whether two that are plain data are the same. Many times quicker than a comparison that can say where they differ. */
export function same(real: unknown, model: unknown): void {
  if (JSON.stringify(real) !== JSON.stringify(model)) expect(real).toEqual(model);
}
