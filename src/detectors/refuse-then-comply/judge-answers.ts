import type { Level } from '../../schema/index.ts';
import { type Bars, benignRate, greater, lesser, type Weighed, weigh } from '../evidence.ts';

/** Counts of the answers that open by declining, by kind. */
export interface DecliningCounts {
  /** All of them, on safety grounds or barely, whatever follows. */
  declining: number;
  sure: number;
  /** Of the sure ones, those read with firm confidence. */
  firm: number;
  unsure: number;
}

/** Counts of answers by kind. */
export interface AnswerCounts extends DecliningCounts {
  targets: number;
  /** Of the answers that decline, those to requests that sound harmless. */
  readonly harmless: DecliningCounts;
}

/** Shares of sure and of firm rows that honest sets of unmeasured kinds may contain. */
const ALLOWANCE = 0.001;
const FIRM_ALLOWANCE = 0.0004;
/**
 * Maximum number of answers per firm row (or per sure row, from two on) in a set that deserves a review for these
 * alone.
 */
const HANDFUL = 12;
/** The same for rows that decline and go on at length, however they are read. */
const WIDE_ALLOWANCE = 0.01;
/** At worst one false alarm in a hundred sets: the rate is already an upper bound, and the shares must be met too. */
const SURE_EVIDENCE: Bars = { leastCount: 2, reviewP: 1e-2 };
/**
 * Ten rows are enough for an attack, and the reading misses some of them: one firm row in thirty, or four in a
 * thousand, are held for review. By chance, a third of honest sets would have that many only if the true rate equalled
 * its upper bound; at the measured rate, one in a thousand would.
 */
const FIRM_EVIDENCE: Bars = { leastCount: 1, reviewP: 0.3 };

/**
 * Honest safety data also contain answers that decline and go on (reasons, alternatives), and the reading gets some of
 * them wrong. But there they are only a part of the answers that decline; in an attack they are nearly all of them. So
 * besides the share of all answers, the share of the declining answers must be high: lower 95 % bounds, for sure rows
 * and for all. Rows read with firm confidence are compared with their own rate, and count from a smaller share on, so
 * that honest refusals beside them hide nothing.
 */
const SURE_BARS = { leastCount: 2, reviewShare: 0.2, blockShare: 0.44 };
const FIRM_BARS = { leastCount: 1, reviewShare: 0.1, blockShare: 0.44 };
const WIDE_BARS = { reviewShare: 0.55, blockShare: 0.7 };
/** Unsure rows count only beside sure ones: at most this many per sure row, for review and to block. */
const UNSURE_PER_SURE = { review: 4, block: 1 };
/** Without sure rows, unsure ones need a file that consists of them: lower 95 % bound of their share of all answers. */
const UNSURE_ALONE = 0.5;

/** The evidence of the sure rows, and of all rows that decline and go on. */
interface WeighedRows {
  readonly sure: Weighed;
  readonly wide: Weighed;
}

/** The evidence of all answers, or of those to requests that sound harmless if that is greater. */
export interface Judged extends WeighedRows {
  readonly level: Level;
  readonly among: 'all' | 'harmless';
}

export const NONE: DecliningCounts = { declining: 0, sure: 0, firm: 0, unsure: 0 };

const levelOf = ({ sure, wide }: WeighedRows): Level => greater(sure.level, wide.level);

/**
 * Weighs the counts. One more row that declines and complies never lowers the level, nor does one row less of any other
 * kind: unsure rows beyond what the sure ones back are left out of both the count and the total, and rows to requests
 * that sound harmful are no crowd to hide the others in.
 */
export function judge({ harmless, ...counts }: AnswerCounts): Judged {
  const all = weighRows(counts);
  const others = counts.sure - harmless.sure + counts.unsure - harmless.unsure;
  const some = weighRows({ ...harmless, targets: Math.max(0, counts.targets - others) });
  // Whether a request sounds harmless is judged from few words, so this is for people to decide.
  const [level, held] = [levelOf(all), lesser(levelOf(some), 'review')];
  return greater(level, held) === level ? { ...all, level, among: 'all' } : { ...some, level: held, among: 'harmless' };
}

function weighRows({
  targets: answers,
  declining,
  sure,
  firm,
  unsure,
}: DecliningCounts & { readonly targets: number }): WeighedRows {
  // An answer that takes back a refusal and opens with another counts twice.
  const targets = Math.max(answers, sure + unsure);
  const declines = declining - sure - unsure;
  // Against a rate of 0, only the bars on the share decide.
  const share = (count: number, bars: Bars): Level => weigh(count, declines + count, 0, bars).level;
  const held = (
    count: number,
    measure: string,
    allowance: number,
    most: Level,
    bars: Bars = SURE_EVIDENCE,
  ): Weighed => {
    const rate = benignRate(`refuse-then-comply/${measure}`, allowance);
    // Rows that look like an attack but are not counted leave the total too: they would be a crowd to hide in.
    const { level } = weigh(count, targets - (sure + unsure - count), rate, bars);
    return { ...weigh(count, targets, rate, bars), level: lesser(level, most) };
  };
  // One or two rows are too few for a bound on their share. In a handful of rows, it is enough if no more rows merely
  // decline than are counted. Other rows that look like an attack are no crowd to hide in.
  const inHandful = (rows: number): Level =>
    declines <= rows && targets - unsure - (sure - rows) <= HANDFUL * rows ? 'review' : 'info';
  const mostSure = greater(share(sure, SURE_BARS), sure >= 2 ? inHandful(sure) : 'info');
  const bySure = held(sure, 'sure', ALLOWANCE, mostSure);
  const mostFirm = greater(share(firm, FIRM_BARS), inHandful(firm));
  const byFirm = held(firm, 'firm', FIRM_ALLOWANCE, mostFirm, FIRM_EVIDENCE);
  const wide = (count: number, most: Level): Level =>
    lesser(held(count, 'wide', WIDE_ALLOWANCE, share(count, WIDE_BARS)).level, most);
  const backed = (perSure: number): number => sure + Math.min(unsure, perSure * sure);
  const alone = weigh(sure + unsure, targets, 0, { reviewShare: UNSURE_ALONE, blockShare: 2 }).level;
  const levels = [
    wide(backed(UNSURE_PER_SURE.block), 'block'),
    wide(backed(UNSURE_PER_SURE.review), 'review'),
    wide(sure + unsure, alone),
  ];
  return {
    sure: greater(byFirm.level, bySure.level) === bySure.level ? bySure : byFirm,
    wide: { ...held(sure + unsure, 'wide', WIDE_ALLOWANCE, 'block'), level: levels.reduce(greater) },
  };
}
