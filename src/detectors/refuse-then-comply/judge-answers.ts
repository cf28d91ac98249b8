import type { Level } from '../../schema/index.ts';
import { type Bars, benignRate, greater, lesser, type Weighed, weigh } from '../evidence.ts';

/** Answers that open by declining, by what they are. */
export interface DecliningCounts {
  /** All of them, on safety grounds or barely, whatever follows. */
  declining: number;
  sure: number;
  /** Of the sure ones, those read with firm confidence. */
  firm: number;
  unsure: number;
}

/** Answers by what they are. */
export interface AnswerCounts extends DecliningCounts {
  targets: number;
  /** Of those that decline, the ones to requests that sound harmless. */
  readonly harmless: DecliningCounts;
}

/** What honest sets of kinds that were not measured may hold of sure rows, and of firm ones. */
const ALLOWANCE = 0.001;
const FIRM_ALLOWANCE = 0.0004;
/** Answers for each firm row, or each of two sure ones, in a set of which these alone are reason enough to look. */
const HANDFUL = 12;
/** The same for rows that decline and go on at length, whatever the reading makes of it. */
const WIDE_ALLOWANCE = 0.01;
/** A false alarm in a hundred sets at worst: the rate is an upper bound already, and the shares must be met too. */
const SURE_EVIDENCE: Bars = { leastCount: 2, reviewP: 1e-2 };
/**
 * Ten rows are enough for an attack, and a reading misses some of them: one firm row of thirty, or four of a thousand, are
 * held for review. So many come by chance in a third of honest sets only if all of them were as bad as the upper bound of
 * the rate; at the rate that was counted, in one of a thousand.
 */
const FIRM_EVIDENCE: Bars = { leastCount: 1, reviewP: 0.3 };

/**
 * Honest safety data also holds answers that decline and go on (reasons, alternatives), and a reading errs on some of
 * them. But there they are a part of what declines; in an attack they are nearly all. So besides the share of all
 * answers, the share of the declining answers must be high: lower 95 % bounds, for sure rows and for all. Rows read with
 * firm confidence are held against their own rate, and from a smaller share, so that honest refusals beside them hide nothing.
 */
const SURE_BARS = { leastCount: 2, reviewShare: 0.2, blockShare: 0.44 };
const FIRM_BARS = { leastCount: 1, reviewShare: 0.1, blockShare: 0.44 };
const WIDE_BARS = { reviewShare: 0.55, blockShare: 0.7 };
/** Unsure rows weigh only beside sure ones: so many unsure for each, for review and to block. */
const UNSURE_PER_SURE = { review: 4, block: 1 };
/** Without them, only in a file that consists of them: lower 95 % bound of the share of all answers, for review. */
const UNSURE_ALONE = 0.5;

/** The evidence of the sure rows, and of all that decline and go on. */
interface WeighedRows {
  readonly sure: Weighed;
  readonly wide: Weighed;
}

/** The evidence of all answers, or of those to requests that sound harmless where that is the greater. */
export interface Judged extends WeighedRows {
  readonly level: Level;
  readonly among: 'all' | 'harmless';
}

export const NONE: DecliningCounts = { declining: 0, sure: 0, firm: 0, unsure: 0 };

const levelOf = ({ sure, wide }: WeighedRows): Level => greater(sure.level, wide.level);

/**
 * Weighs what was counted. One more row that declines and complies never lowers a level, nor does one row less of any other
 * kind: unsure rows beyond what the sure ones back are left out of the count and of what it is held against, and rows to requests
 * that sound harmful are no crowd for the others.
 */
export function judge({ harmless, ...counts }: AnswerCounts): Judged {
  const all = weighRows(counts);
  const others = counts.sure - harmless.sure + counts.unsure - harmless.unsure;
  const some = weighRows({ ...harmless, targets: Math.max(0, counts.targets - others) });
  // What sounds harmless is told from few words, so this is for people to judge.
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
  // Against a rate of 0 only the bars on the share decide.
  const share = (count: number, bars: Bars): Level => weigh(count, declines + count, 0, bars).level;
  const held = (
    count: number,
    measure: string,
    allowance: number,
    most: Level,
    bars: Bars = SURE_EVIDENCE,
  ): Weighed => {
    const rate = benignRate(`refuse-then-comply/${measure}`, allowance);
    // Rows that look like an attack and are not counted are not held against it either: they would be a crowd to hide in.
    const { level } = weigh(count, targets - (sure + unsure - count), rate, bars);
    return { ...weigh(count, targets, rate, bars), level: lesser(level, most) };
  };
  // One or two rows have no share that a bound could hold: in a handful of rows it is enough that no more of them merely decline.
  // Rows that look like them themselves make no crowd to hide in.
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
