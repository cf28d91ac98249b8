import type { CostEstimate, CostInput, Lang } from '../../schema/index.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { drawnShare, inputValue, money, moneyRange } from './cost-numbers.ts';
import { COST_TEXTS } from './cost-texts.ts';

/** How many of the strongest inputs are named. */
const NAMED = 3;

/** What an estimate comes to, in sentences: the ranges first, then whether it pays, what that depends on, and how much of it is assumed. */
export function costSummary(estimate: CostEstimate, lang: Lang): readonly string[] {
  const sentences = [
    ...inShort(estimate, lang),
    ...movers(estimate, lang),
    assumedSentence(estimate, lang),
    COST_TEXTS.average[lang],
  ];
  return sentences.map(closedUp);
}

/** The ranges, whether it pays, and how much of it is assumed: what page one has room for. */
export const costHeadline = (estimate: CostEstimate, lang: Lang): readonly string[] =>
  [...inShort(estimate, lang), assumedSentence(estimate, lang)].map(closedUp);

function inShort({ currency, checks, saved, benefit, pays, draws }: CostEstimate, lang: Lang): string[] {
  return [
    fill(COST_TEXTS.checking[lang], { range: moneyRange(checks, currency, lang) }),
    fill(COST_TEXTS.saving[lang], { range: moneyRange(saved, currency, lang) }),
    fill(COST_TEXTS.paying[lang], {
      share: drawnShare(pays, lang),
      draws: grouped(draws),
      range: moneyRange(benefit, currency, lang),
      median: money(benefit.median, currency, lang),
    }),
  ];
}

/** Japanese puts a space behind a number, and none behind a unit that is Japanese itself. */
const closedUp = (sentence: string): string =>
  sentence.replace(/(?<=[\p{sc=Han}\p{sc=Katakana}]) (?=\p{sc=Hiragana})/gu, '');

function movers({ inputs, tornado, breakEven, likely, currency }: CostEstimate, lang: Lang): string[] {
  const strongest = tornado
    .filter(({ atLow, atHigh }) => atLow !== atHigh)
    .slice(0, NAMED)
    .flatMap(({ input }) => inputs.filter(({ id }) => id === input));
  if (strongest.length === 0) return [];
  const names = strongest.map(({ title }) => title[lang]).join(lang === 'ja' ? '、' : '; ');
  const turn = strongest.flatMap((input) => {
    const value = breakEven.find((own) => own.input === input.id)?.value ?? null;
    return value === null ? [] : [{ input, value }];
  })[0];
  if (turn === undefined) return [fill(COST_TEXTS.moves[lang], { names })];
  const paysNow = likely.lossWithout - likely.lossWith - likely.checks > 0;
  const isAbove = turn.value < turn.input.range.likely === paysNow;
  return [
    fill(COST_TEXTS.moves[lang], { names }),
    fill(COST_TEXTS[isAbove ? 'turnsAbove' : 'turnsBelow'][lang], {
      name: turn.input.title[lang],
      value: inputValue(turn.value, turn.input, { currency, lang, digits: 2 }),
    }),
  ];
}

const isAssumed = ({ from }: CostInput): boolean => from.kind === 'assumed';

function assumedSentence({ inputs }: CostEstimate, lang: Lang): string {
  const assumed = inputs.filter(isAssumed).length;
  const text = assumed === 0 ? COST_TEXTS.noneAssumed : COST_TEXTS.assumed;
  return fill(text[lang], { assumed, inputs: inputs.length });
}
