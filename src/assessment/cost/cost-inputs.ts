import type { CostInput, CostRange, Evidence, Message } from '../../schema/index.ts';
import { type CostCurrency, costAssumptions } from './cost-assumptions.ts';
import { measuredCosts } from './measured-costs.ts';

/** A person's range for an input. */
export interface GivenCost {
  readonly range: CostRange;
  /** The source that the person gives, in their own words; null if not stated. */
  readonly source: string | null;
}

/** Ranges that people have given, by input id; null if they gave no file. */
export type GivenCosts = ReadonlyMap<string, GivenCost> | null;

/**
 * Returns all inputs of the model, each with its origin. A range that a person changed or gave a source for takes
 * precedence. The others are measured if the evidence allows it, and assumed otherwise; a range that a person left
 * unchanged, without a source, is still an assumption. `notes` says what was not used, and why.
 */
export function costInputs(
  currency: CostCurrency,
  given: GivenCosts,
  evidence: readonly Evidence[] = [],
): { readonly inputs: readonly CostInput[]; readonly notes: readonly Message[] } {
  const measured = measuredCosts(evidence);
  const notes: Message[] = [];
  const lacking: CostInput[] = [];
  const inputs = costAssumptions(currency).map((assumed): CostInput => {
    const own = given?.get(assumed.id);
    const found = measured.costs.get(assumed.id);
    if (own !== undefined && (own.source !== null || !isSame(own.range, assumed.range))) {
      if (found !== undefined) notes.push(stands(assumed.title, found.evidence));
      return { ...assumed, range: own.range, from: { kind: 'given' }, why: wordsOf(own) };
    }
    if (found !== undefined)
      return {
        ...assumed,
        range: found.range,
        from: { kind: 'measured', evidence: found.evidence },
        why: found.why,
      };
    if (given !== null && own === undefined) lacking.push(assumed);
    return assumed;
  });
  return { inputs, notes: [...lackingNote(lacking), ...notes, ...measured.notes] };
}

const isSame = (a: CostRange, b: CostRange): boolean => a.low === b.low && a.likely === b.likely && a.high === b.high;

const wordsOf = ({ source }: GivenCost): Message =>
  source === null ? { en: 'Given in the file.', ja: 'ファイルに記載された値です。' } : { en: source, ja: source };

const stands = (title: Message, evidence: string): Message => ({
  en: `${title.en}: the value in the file is used, not the one measured in ${evidence}.`,
  ja: `${title.ja}：${evidence} の測定値ではなく、ファイルの値を使いました。`,
});

function lackingNote(inputs: readonly CostInput[]): Message[] {
  if (inputs.length === 0) return [];
  const titles = (lang: 'en' | 'ja', mark: string) => inputs.map(({ title }) => title[lang]).join(mark);
  return [
    {
      en: `Not in the file, so assumed: ${titles('en', '; ')}.`,
      ja: `ファイルにないため想定値を使いました：${titles('ja', '、')}。`,
    },
  ];
}
