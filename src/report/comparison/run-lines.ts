import type { Comparison, Lang } from '../../schema/index.ts';
import { excerpt, visible } from '../excerpt.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { dollars } from './numbers.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** Describes the run, what it cost and how much of it could be judged, a line each. */
export function runLines({ run, cost, coverage, paired }: Comparison, lang: Lang): string[] {
  const text = (key: keyof typeof COMPARISON_TEXTS, values: Record<string, string | number>) =>
    fill(COMPARISON_TEXTS[key][lang], values);
  const many = (key: keyof typeof COMPARISON_TEXTS, n: number) => (n > 0 ? [text(key, { n: grouped(n) })] : []);
  return [
    [
      text('askedOf', { asked: grouped(coverage.asked), of: grouped(coverage.probes) }),
      ...many('ofThemHarmful', paired.asked),
      ...(coverage.answers === 0
        ? []
        : [text('notJudgedOf', { n: grouped(coverage.notJudged), of: grouped(coverage.answers) })]),
    ],
    [
      text('requests', { n: grouped(cost.requests) }),
      text('usedTokens', { prompt: grouped(cost.promptTokens), completion: grouped(cost.completionTokens) }),
      cost.usd === null ? COMPARISON_TEXTS.priceUnknown[lang] : text('usd', { n: dollars(cost.usd) }),
      ...many('recorded', cost.recorded),
    ],
    [
      text('run', { id: visible(run.id) }),
      text('seed', { n: run.seed }),
      ...(run.samples > 1 ? [text('samples', { n: run.samples })] : []),
      text('probes', { names: run.probes.map(visible).join(COMPARISON_TEXTS.comma[lang]) }),
    ],
  ].map((parts) => parts.join(' · '));
}

/** Lists failures as the models reported them, with how often each occurred. */
export function failureLines({ coverage }: Comparison, lang: Lang): string[] {
  return coverage.failures.map(({ message, count }) =>
    fill(COMPARISON_TEXTS.times[lang], { n: grouped(count), message: excerpt(message, 300) }),
  );
}

/** Maximum number of records that are named. */
const NAMED = 5;

/** Lists records of probe files that were not asked, a line for each file and reason. */
export function leftOutLines({ coverage }: Comparison, lang: Lang): string[] {
  const files = [...new Set(coverage.leftOut.map(({ file }) => file))];
  return files.flatMap((file) =>
    (['empty', 'duplicate'] as const).flatMap((why) => {
      const own = coverage.leftOut.filter((one) => one.file === file && one.why === why).map(({ record }) => record);
      if (own.length === 0) return [];
      const records = [...own.slice(0, NAMED), ...(own.length > NAMED ? ['…'] : [])];
      const text = COMPARISON_TEXTS[why === 'empty' ? 'leftOutEmpty' : 'leftOutDuplicate'][lang];
      return [
        fill(text, {
          file: visible(file),
          n: grouped(own.length),
          records: records.join(COMPARISON_TEXTS.comma[lang]),
        }),
      ];
    }),
  );
}
