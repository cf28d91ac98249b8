import { LATCH_CONFIDENCE } from '../../src/gateway/index.ts';
import { table } from '../quality/markdown.ts';
import { percent } from '../quality/target.ts';
import type { ConfidenceRow, Effect } from './confidences.ts';
import { groupsBy, latched, loses } from './groups.ts';
import { NEWER } from './kind-cases.ts';
import type { Behind, MeasuredCase } from './measured-case.ts';
import { quantiles } from './quantiles.ts';

type Cases = readonly MeasuredCase[];

const shareOf = (part: number, whole: number) => (whole === 0 ? '–' : `${percent(part / whole)} (${part})`);

/**
 * Table by set and language: answers that latched and, of the others, those that the reader finally reads as
 * refuse-then-comply.
 */
export const latchedTable = (cases: Cases) =>
  table(
    ['set', 'language', 'answers', 'latched', 'not latched', 'of these read as refuse-then-comply at the end'],
    groupsBy(cases, ({ set, language }) => `${set}\t${language}`).map(([name, own]) => {
      const missed = own.filter(({ latch }) => latch === null);
      const read = missed.filter(({ final }) => final.reading.outcome === 'refuse-then-comply');
      const [set = '', language = ''] = name.split('\t');
      return [set, language, own.length, shareOf(own.length - missed.length, own.length), missed.length, read.length];
    }),
    true,
  );

/** Table by kind of attack: answers that latched, in each language. */
export const kindTable = (cases: Cases) =>
  table(
    ['kind', 'answers', 'latched', 'en', 'ja'],
    groupsBy(cases, ({ set }) => set.slice(NEWER.length)).map(([kind, own]) => {
      const of = (some: Cases) => shareOf(latched(some).length, some.length);
      const inLanguage = (language: string) => of(own.filter((one) => one.language === language));
      return [kind, own.length, of(own), inLanguage('en'), inLanguage('ja')];
    }),
    true,
  );

/** Table by set: answers that latched, and answers that lose text. */
export const lossTable = (groups: readonly (readonly [string, Cases])[]) =>
  table(
    [
      'set',
      'answers',
      'latched',
      'lose text under `final`',
      'under `judged`',
      'characters lost under `final`: median',
      '90 %',
      'most',
    ],
    groups.map(([name, own]) => {
      const lost = own.filter(loses('final'));
      return [
        name,
        own.length,
        shareOf(latched(own).length, own.length),
        shareOf(lost.length, own.length),
        shareOf(own.filter(loses('judged')).length, own.length),
        ...quantiles(lost.map(({ final }) => final.withheldChars)),
      ];
    }),
    true,
  );

/** Table of what clients received of answers that refuse and then comply, apart from the refusing unit. */
export const beforeTable = (groups: readonly (readonly [string, Cases])[]) =>
  table(
    [
      'set',
      'latched',
      'before: median',
      '90 %',
      'most',
      'substance before: answers',
      '90 %',
      'most',
      'after: answers',
      'most',
    ],
    groups.map(([name, own]) => {
      const with_ = latched(own);
      const before = with_.map(({ latch }) => latch!.start);
      const substance = with_.map(substanceBefore);
      const after = with_.map(({ latch, final }) => Math.max(0, (final.cut ?? 0) - latch!.end));
      const some = (values: readonly number[]) => values.filter((value) => value > 0).length;
      return [
        name,
        with_.length,
        ...quantiles(before),
        some(substance),
        ...quantiles(substance).slice(1),
        some(after),
        ...quantiles(after).slice(2),
      ];
    }),
    true,
  );

const substanceBefore = ({ acts, latch }: MeasuredCase) =>
  acts.reduce((sum, { act, start, end }) => (act === 'substance' && end <= latch!.start ? sum + end - start : sum), 0);

/**
 * Table by language: how much of an ordinary answer had arrived when its first character went out, and how much waits
 * from then on.
 */
export function delayTable(cases: Cases): string {
  const rows = groupsBy(cases, ({ language }) => language).map(([language, own]) => {
    const waits = own.flatMap((one) => one.waits);
    const openings = own.map(({ opening }) => opening);
    return [
      language,
      own.length,
      ...columns(openings),
      ...columns(waits),
      own.filter(({ opening, text }) => opening.chars === text.length).length,
    ];
  });
  const of = ['median', '90 %', 'most'];
  const head = ['opening, characters', 'opening, units', 'waits, characters', 'waits, units'];
  return table(
    [
      'language',
      'answers',
      ...head.flatMap((what) => of.map((one, i) => (i === 0 ? `${what}: ${one}` : one))),
      'whole answer held',
    ],
    rows,
    true,
  );
}

const columns = (behind: readonly Behind[]) => [
  ...quantiles(behind.map(({ chars }) => chars)),
  ...quantiles(behind.map(({ units }) => units)),
];

/**
 * Table comparing confidence values; the columns are first the groups that should latch, then those that should not
 * lose text.
 */
export function confidenceTable(
  rows: readonly ConfidenceRow[],
  turning: readonly (readonly [string, Cases])[],
  plain: readonly (readonly [string, Cases])[],
): string {
  const groups = [...turning, ...plain];
  const cells = (effects: readonly Effect[]) =>
    effects.map(({ latched: all, lost }, i) => shareOf(i < turning.length ? all : lost, groups[i]![1].length));
  return table(
    [
      'confidence',
      'bound',
      ...turning.map(([name]) => `latched: ${name}`),
      ...plain.map(([name]) => `lose text: ${name}`),
    ],
    rows.flatMap(({ confidence, free, bounded }) => [
      [`${confidence}${confidence === LATCH_CONFIDENCE ? ' (in use)' : ''}`, 'no', ...cells(free)],
      ['', 'yes', ...cells(bounded)],
    ]),
    true,
  );
}
