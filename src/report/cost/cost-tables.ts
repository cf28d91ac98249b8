import type { CostEstimate, CostInput, CostOfYear, Lang } from '../../schema/index.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { incidentRate, inputValue, money, moneyWithin } from './cost-numbers.ts';
import { COST_TEXTS } from './cost-texts.ts';

/** A table of a report on costs, unescaped: names on the left, numbers in between, words on the right. */
export interface CostTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indexes of the columns that hold numbers. */
  readonly numbers: readonly number[];
}

/** Lists every result with its range. */
export function costResultTable(estimate: CostEstimate, lang: Lang): CostTable {
  const { currency } = estimate;
  return {
    title: fill(COST_TEXTS.resultTable[lang], { draws: grouped(estimate.draws) }),
    head: headOf(['result', 'low', 'middle', 'high'], lang),
    rows: (['checks', 'lossWithout', 'lossWith', 'saved', 'benefit'] as const).map((key) => {
      const { low, median, high } = estimate[key];
      const within = (amount: number) => moneyWithin(amount, { low, high }, currency, lang);
      return [COST_TEXTS[key][lang], ...[low, median, high].map(within)];
    }),
    numbers: [1, 2, 3],
  };
}

/** Lists what the costs and losses are made of, at the likely values. */
export function costYearTable({ likely, currency }: CostEstimate, lang: Lang): CostTable {
  const row = (key: keyof CostOfYear) => [
    COST_TEXTS[key][lang],
    key === 'incidentsWithout' || key === 'incidentsWith'
      ? incidentRate(likely[key], lang)
      : money(likely[key], currency, lang),
  ];
  const parts = ['comparisons', 'staff', 'gateway', 'falseAlarms', 'checks'] as const;
  const losses = ['incidentsWithout', 'lossWithout', 'incidentsWith', 'lossWith'] as const;
  return {
    title: COST_TEXTS.yearTable[lang],
    head: headOf(['part', 'amount'], lang),
    rows: [...parts, ...losses].map(row),
    numbers: [1],
  };
}

/** Shows the tornado as a table, with the break-even of each input; all of them, the strongest first. */
export function costMoversTable({ tornado, inputs, breakEven, currency }: CostEstimate, lang: Lang): CostTable {
  return {
    title: COST_TEXTS.moversTable[lang],
    head: headOf(['input', 'atLow', 'atHigh', 'breakEven'], lang),
    rows: tornado.flatMap(({ input: id, atLow, atHigh }) =>
      inputs
        .filter((input) => input.id === id)
        .map((input) => [
          input.title[lang],
          money(atLow, currency, lang),
          money(atHigh, currency, lang),
          turnOf(input, breakEven.find((turn) => turn.input === id)?.value ?? null, currency, lang),
        ]),
    ),
    numbers: [1, 2, 3],
  };
}

const turnOf = (input: CostInput, value: number | null, currency: string, lang: Lang): string =>
  value === null ? '–' : inputValue(value, input, { currency, lang, digits: 2 });

/** Lists every input with its range, its origin, and the reason for it. */
export function costInputsTable({ inputs, currency }: CostEstimate, lang: Lang): CostTable {
  return {
    title: COST_TEXTS.inputsTable[lang],
    head: headOf(['input', 'low', 'likely', 'high', 'source', 'why'], lang),
    rows: inputs.map((input) => {
      const { low, likely, high } = input.range;
      return [
        input.title[lang],
        ...[low, likely, high].map((value) => inputValue(value, input, { currency, lang })),
        sourceOf(input, lang),
        input.why[lang],
      ];
    }),
    numbers: [1, 2, 3],
  };
}

function sourceOf({ from }: CostInput, lang: Lang): string {
  if (from.kind === 'measured') return from.evidence;
  return COST_TEXTS[from.kind === 'assumed' ? 'fromAssumed' : 'fromGiven'][lang];
}

const headOf = (keys: readonly (keyof typeof COST_TEXTS)[], lang: Lang): string[] =>
  keys.map((key) => COST_TEXTS[key][lang]);
