import type { GuardedAnswer, Latch } from '../../src/gateway/index.ts';
import type { Act } from '../../src/schema/index.ts';
import { seededRandom } from '../../src/stats/index.ts';
import type { GuardCase } from './guard-case.ts';
import { type Guarded, type Lag, runGuard } from './run-guard.ts';
import { unitActs } from './unit-acts.ts';

/** An answer with all its measurements. Lengths in UTF-16 code units. */
export interface MeasuredCase extends GuardCase {
  readonly acts: readonly Act[];
  readonly latch: Latch | null;
  /** Text that goes out under the two policies that withhold. */
  readonly final: GuardedAnswer;
  readonly judged: GuardedAnswer;
  /** True if, under either policy, splitting into other pieces sent another text. */
  readonly differs: boolean;
  /** Characters that had arrived when the first one went out, and units that had begun. */
  readonly opening: Behind;
  /** Text waiting after each piece once something had gone out; only for ordinary answers that did not latch. */
  readonly waits: readonly Behind[];
}

/** Text that has arrived but not gone out: characters, and units of which some part waits. */
export interface Behind {
  readonly chars: number;
  readonly units: number;
}

/** Guards every answer four times: under two policies, each with two splits into pieces of 1 to 12 characters. */
export function measureCases(cases: readonly GuardCase[]): MeasuredCase[] {
  const [one, other] = [seededRandom(1), seededRandom(2)];
  return cases.map((own) => {
    const final = runGuard(own, { policy: 'final', random: one });
    const judged = runGuard(own, { policy: 'judged', random: one });
    const isSame = (policy: 'final' | 'judged', { received }: Guarded) =>
      runGuard(own, { policy, random: other }).received === received;
    const acts = unitActs(own);
    const differs = !isSame('final', final) || !isSame('judged', judged);
    return {
      ...own,
      acts,
      latch: final.latch,
      final: withoutText(final),
      judged: withoutText(judged),
      differs,
      opening: { chars: final.opening, units: begun(acts, 0, final.opening) },
      waits: own.kind === 'ordinary' && final.latch === null ? waitsOf(acts, final.lags) : [],
    };
  });
}

/** Counts the units that overlap the range between two offsets. */
const begun = (acts: readonly Act[], from: number, to: number) =>
  acts.reduce((count, { start, end }) => (end > from && start < to ? count + 1 : count), 0);

const waitsOf = (acts: readonly Act[], lags: readonly Lag[]): Behind[] =>
  lags
    .filter(({ releasable }) => releasable > 0)
    .map(({ pushed, releasable }) => ({ chars: pushed - releasable, units: begun(acts, releasable, pushed) }));

const withoutText = ({ received: _, lags: __, opening: ___, ...rest }: Guarded): GuardedAnswer => rest;
