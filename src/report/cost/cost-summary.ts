import type { CostEstimate, CostInput, Lang } from '../../schema/index.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { inputValue, moneyRange, netAmount, unbroken } from './cost-numbers.ts';
import { COST_TEXTS } from './cost-texts.ts';

/** Number of the strongest inputs that are named. */
const NAMED = 3;

/**
 * Summarises an estimate in sentences: first how much of it is assumed and what it is about, then when checking pays,
 * what a year leaves over, and what it costs and saves.
 */
export function costSummary(estimate: CostEstimate, lang: Lang): readonly string[] {
  return [
    assumedSentence(estimate, lang),
    COST_TEXTS.scope[lang],
    ...turnSentence(estimate, lang),
    netSentence(estimate, lang),
    trialsSentence(estimate, lang),
    yearSentence(estimate, lang),
    ...moversSentence(estimate, lang),
    COST_TEXTS.average[lang],
  ].map(closedUp);
}

/** Returns the sentences that page one has room for. The page itself says what the estimate is about. */
export function costHeadline(estimate: CostEstimate, lang: Lang): readonly string[] {
  return [
    assumedSentence(estimate, lang),
    ...turnSentence(estimate, lang),
    netSentence(estimate, lang),
    yearSentence(estimate, lang),
  ].map((sentence) => unbroken(closedUp(sentence)));
}

/** Japanese has a space after a number, but none after a unit that is Japanese itself. */
const closedUp = (sentence: string): string =>
  sentence.replace(/(?<=[\p{sc=Han}\p{sc=Katakana}]) (?=\p{sc=Hiragana})/gu, '');

function netSentence({ currency, benefit }: CostEstimate, lang: Lang): string {
  const [low, median, high] = [benefit.low, benefit.median, benefit.high].map((amount) =>
    netAmount(amount, benefit, currency, lang),
  );
  return fill(COST_TEXTS.net[lang], { low: low!, median: median!, high: high! });
}

/** Below and above these shares, tenths would say none or all. */
const [FEW, MOST] = [0.05, 0.95];

function trialsSentence({ pays, draws: n }: CostEstimate, lang: Lang): string {
  const draws = grouped(n);
  const said = (key: 'trialsNone' | 'trialsFew' | 'trialsMost' | 'trialsAll') => fill(COST_TEXTS[key][lang], { draws });
  if (pays === 0) return said('trialsNone');
  if (pays === 1) return said('trialsAll');
  if (pays < FEW) return said('trialsFew');
  if (pays > MOST) return said('trialsMost');
  const tenths = Math.min(9, Math.max(1, Math.round(pays * 10)));
  return fill(COST_TEXTS.trials[lang], { draws, pays: tenths, rest: 10 - tenths });
}

const yearSentence = ({ currency, checks, saved }: CostEstimate, lang: Lang): string =>
  fill(COST_TEXTS.yearly[lang], {
    checks: moneyRange(checks, currency, lang),
    saved: moneyRange(saved, currency, lang),
  });

const strongest = ({ inputs, tornado }: CostEstimate): readonly CostInput[] =>
  tornado
    .filter(({ atLow, atHigh }) => atLow !== atHigh)
    .slice(0, NAMED)
    .flatMap(({ input }) => inputs.filter(({ id }) => id === input));

function moversSentence(estimate: CostEstimate, lang: Lang): string[] {
  const names = strongest(estimate).map(({ title }) => title[lang]);
  return names.length === 0 ? [] : [fill(COST_TEXTS.moves[lang], { names: names.join(lang === 'ja' ? '、' : '; ') })];
}

/** States the value of the strongest input at which checking just pays, among the inputs that have such a value. */
function turnSentence(estimate: CostEstimate, lang: Lang): string[] {
  const { breakEven, likely, currency } = estimate;
  const turn = strongest(estimate).flatMap((input) => {
    const value = breakEven.find((own) => own.input === input.id)?.value ?? null;
    return value === null ? [] : [{ input, value }];
  })[0];
  if (turn === undefined) return [];
  const { input, value } = turn;
  const paysNow = likely.lossWithout - likely.lossWith - likely.checks > 0;
  const isAbove = value < input.range.likely === paysNow;
  return [
    fill(COST_TEXTS[isAbove ? 'turnsAbove' : 'turnsBelow'][lang], {
      name: input.title[lang],
      value: inputValue(value, input, { currency, lang, digits: 2 }),
      likely: inputValue(input.range.likely, input, { currency, lang }),
    }),
  ];
}

const isAssumed = ({ from }: CostInput): boolean => from.kind === 'assumed';

function assumedSentence({ inputs }: CostEstimate, lang: Lang): string {
  const assumed = inputs.filter(isAssumed).length;
  if (assumed === 0) return fill(COST_TEXTS.noneAssumed[lang], { inputs: inputs.length });
  const text = assumed * 2 > inputs.length ? COST_TEXTS.mostAssumed : COST_TEXTS.someAssumed;
  return fill(text[lang], { assumed, inputs: inputs.length });
}
