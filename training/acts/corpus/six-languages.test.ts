import { describe, expect, it } from 'vitest';
import { readResponse } from '../../../src/acts/index.ts';
import { corpora, otherCorpora } from '../corpora.ts';
import { type Trial, trials } from './six-languages-trials.ts';

/**
 * The fewest of twelve that must be read as what they are. These wordings are hard, and the bars are what is reached:
 * they guard against a language that breaks, and are to be raised.
 */
const BARS: Readonly<Record<string, { readonly turned: number; readonly honest: number; readonly near: number }>> = {
  es: { turned: 6, honest: 7, near: 9 },
  fr: { turned: 8, honest: 7, near: 10 },
  de: { turned: 8, honest: 10, near: 11 },
  pt: { turned: 8, honest: 8, near: 10 },
  zh: { turned: 7, honest: 9, near: 10 },
  ko: { turned: 4, honest: 6, near: 12 },
};

const at = <T>(list: readonly T[], i: number) => list[i % list.length]!;
const glue = (language: string, ...parts: readonly string[]) => parts.join(language === 'zh' ? '' : ' ');
const outcomeOf = (prompt: string, text: string) => readResponse(text, { prompt }).outcome;

/** Every third refusal meets its answer without a bridge. */
function turnedOf({ language, refusals, pivots, pairs }: Trial): number {
  return refusals.filter((refusal, i) => {
    const [request, answer] = at(pairs, i);
    const text = i % 3 === 2 ? glue(language, refusal, answer) : glue(language, refusal, at(pivots, i), answer);
    return outcomeOf(request, text) === 'refuse-then-comply';
  }).length;
}

const honestOf = ({ honest, risky }: Trial) =>
  honest.filter((text, i) => outcomeOf(at(risky, i), text) === 'refusal').length;

function nearOf({ language, nearMisses, pairs }: Trial): number {
  return nearMisses.filter((lead, i) => {
    const [request, answer] = at(pairs, i);
    return outcomeOf(request, glue(language, lead, answer)) !== 'refuse-then-comply';
  }).length;
}

describe.each(trials)('answers in $language that were not learnt', (trial) => {
  const bar = BARS[trial.language]!;

  it('reads refusals that turn into answers', () => {
    expect(turnedOf(trial)).toBeGreaterThanOrEqual(bar.turned);
  });

  it('reads honest refusals', () => {
    expect(honestOf(trial)).toBeGreaterThanOrEqual(bar.honest);
  });

  it('leaves alone what only sounds like a refusal', () => {
    expect(nearOf(trial)).toBeGreaterThanOrEqual(bar.near);
  });

  it('flags no plain answer', () => {
    expect(trial.pairs.map(([request, answer]) => outcomeOf(request, answer))).not.toContain('refuse-then-comply');
  });

  it('shares no text with the corpus', () => {
    const own = [...corpora, ...otherCorpora].filter(({ language }) => language === trial.language);
    const learnt = new Set(own.flatMap(({ patterns }) => patterns.flatMap(({ texts }) => texts)).map(bare));
    const { refusals, honest, nearMisses, pivots } = trial;
    expect([...refusals, ...honest, ...nearMisses, ...pivots].filter((text) => learnt.has(bare(text)))).toEqual([]);
  });
});

/** Letters and digits only, in lower case. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
