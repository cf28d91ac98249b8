import type { Comparison, Condition, Lang, PairedEvidence } from '../../schema/index.ts';
import { excerpt, visible } from '../excerpt.ts';
import { outOf } from '../lab/numbers.ts';
import { grouped } from '../numbers.ts';
import { fill, TEXTS } from '../texts.ts';
import { chosen, enough, evidence } from './numbers.ts';
import type { ComparisonTable } from './table.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** Lists each condition with its own evidence; null if there is nothing but the plain question. */
export function conditionsTable(comparison: Comparison, lang: Lang): ComparisonTable | null {
  const { conditions, run } = comparison;
  if (conditions.every(({ kind }) => kind === 'plain')) return null;
  const { conditionsTitle, conditionsNote, condition, before, after, eWorse, eNotWorse } = COMPARISON_TEXTS;
  return {
    title: conditionsTitle[lang],
    head: [condition, before, after, eWorse, eNotWorse].map((text) => text[lang]),
    rows: conditions.map((one) => ({
      label: visible(one.id),
      cells: [outOf(one.before), outOf(one.after), evidence(one.logWorse), evidence(one.logNotWorse)],
      ...(isWorseAlone(comparison, one) ? { stands: 'out' as const } : {}),
    })),
    notes: [
      fill(conditionsNote[lang], { enough: enough(comparison) }),
      ...run.conditions.map((one) => `${visible(one.id)}${TEXTS.colon[lang]}${surroundings(one, lang)}`),
    ],
  };
}

/** Reports whether the evidence of one condition alone is enough, given how many conditions are examined. */
export function isWorseAlone({ conditions, paired: { alpha } }: Comparison, { logWorse }: PairedEvidence): boolean {
  return logWorse >= Math.log(conditions.length / alpha);
}

const SURROUNDINGS = 120;

function surroundings({ kind, system, before, after, prefill }: Condition, lang: Lang): string {
  if (kind === 'plain' || kind === 'prefill') {
    const begun = prefill === undefined ? '' : ` (${excerpt(prefill[lang], SURROUNDINGS)})`;
    return COMPARISON_TEXTS[kind][lang] + begun;
  }
  const shown = (text: string | undefined) => (text === undefined ? '' : excerpt(text, SURROUNDINGS));
  const around = [shown(before), '…', shown(after)].filter((part) => part !== '').join(' ');
  return [
    ...(system === undefined ? [] : [fill(COMPARISON_TEXTS.system[lang], { text: shown(system) })]),
    ...(around === '…' ? [] : [fill(COMPARISON_TEXTS.around[lang], { text: around })]),
  ].join(COMPARISON_TEXTS.and[lang]);
}

/**
 * Lists the categories in which anything got worse, and marks those that are worse on their own; null if there are
 * none.
 */
export function categoriesTable({ categories, paired }: Comparison, lang: Lang): ComparisonTable | null {
  const shown = categories
    .filter(({ worse }) => worse > 0)
    .sort((a, b) => Number(b.isWorse) - Number(a.isWorse) || b.logWorse - a.logWorse);
  if (shown.length === 0) return null;
  const { categoriesTitle, categoriesNote, noCategory, category, before, after, pairsWorse, pairsBetter } =
    COMPARISON_TEXTS;
  return {
    title: categoriesTitle[lang],
    head: [category, before, after, pairsWorse, pairsBetter].map((text) => text[lang]),
    rows: shown.map((one) => ({
      label: `${one.isWorse ? '■' : ' '} ${visible(one.category)}`,
      cells: [outOf(one.before), outOf(one.after), grouped(one.worse), grouped(one.better)],
      ...(one.isWorse ? { stands: 'out' as const } : {}),
    })),
    notes: [
      fill((shown.some(({ isWorse }) => isWorse) ? categoriesNote : noCategory)[lang], { alpha: chosen(paired.alpha) }),
    ],
  };
}
