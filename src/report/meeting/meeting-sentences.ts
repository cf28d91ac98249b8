import type { Assessment, CostEstimate, Evidence, Message } from '../../schema/index.ts';
import { type SaidValues, say } from '../say.ts';
import { MEETING_ENTRIES } from './catalogue.ts';
import type { MeetingAudience, MeetingEntry } from './meeting-entry.ts';

/** The sentences for each audience of the meeting. */
export type MeetingSentences = Readonly<Record<MeetingAudience, readonly Message[]>>;

/** An entry that is true, and the values that make it so. */
export interface SaidEntry {
  readonly entry: MeetingEntry;
  readonly values: SaidValues;
}

/** Number of sentences for each audience. */
const SAID = 3;

/**
 * Returns three sentences for each audience, all true of this evidence, in the order in which one would say them. Costs
 * are only mentioned if an estimate is given.
 */
export function meetingSentences(
  assessment: Assessment,
  evidence: readonly Evidence[],
  costs: CostEstimate | null = null,
): MeetingSentences {
  const of = (audience: MeetingAudience) =>
    saidEntries(assessment, evidence, costs, audience).map(({ entry, values }) => say(entry.text, values));
  return { chair: of('chair'), engineer: of('engineer'), supplier: of('supplier') };
}

/** Returns the true entries with most weight, in the order of the catalogue. */
export function saidEntries(
  assessment: Assessment,
  evidence: readonly Evidence[],
  costs: CostEstimate | null,
  audience: MeetingAudience,
): SaidEntry[] {
  const told = trueEntries(assessment, evidence, costs).filter(({ entry }) => entry.audience === audience);
  const best = new Set([...told].sort((a, b) => b.entry.weight - a.entry.weight).slice(0, SAID));
  return told.filter((one) => best.has(one));
}

/** Returns all entries that are true, with their values. */
export function trueEntries(
  assessment: Assessment,
  evidence: readonly Evidence[],
  costs: CostEstimate | null = null,
): SaidEntry[] {
  return MEETING_ENTRIES.flatMap((entry) => {
    const values = entry.when(assessment, evidence, costs);
    return values === null ? [] : [{ entry, values }];
  });
}
