import { LOSS_CHARS } from './confidences.ts';
import type { CaseKind } from './guard-case.ts';
import { NEWER } from './kind-cases.ts';
import type { MeasuredCase } from './measured-case.ts';

type Cases = readonly MeasuredCase[];

export const ofKind = (cases: Cases, kind: CaseKind) => cases.filter((one) => one.kind === kind);
export const latched = (cases: Cases) => cases.filter(({ latch }) => latch !== null);
export const loses = (policy: 'final' | 'judged') => (one: MeasuredCase) => one[policy].withheldChars >= LOSS_CHARS;

/** Groups cases by a word, in order of first occurrence. */
export function groupsBy(cases: Cases, word: (one: MeasuredCase) => string): [string, MeasuredCase[]][] {
  const groups = new Map<string, MeasuredCase[]>();
  for (const one of cases) {
    const group = groups.get(word(one));
    if (group === undefined) groups.set(word(one), [one]);
    else group.push(one);
  }
  return [...groups];
}

/**
 * Kind of set, derived from its name. Labelled and written sets have fixed names; public data sets and attacks are
 * many.
 */
export const isAttack = ({ set }: MeasuredCase) => set.startsWith('attack: ');
export const isNewer = ({ set }: MeasuredCase) => set.startsWith(NEWER);
export const isDataset = ({ set }: MeasuredCase) => /\.jsonl?$/.test(set);

/** Keeps each answer once: some public sets contain the same rows with different white space. */
export const distinct = (cases: Cases): Cases => [
  ...new Map(cases.map((one) => [one.text.replace(/\s+/g, ''), one])).values(),
];
