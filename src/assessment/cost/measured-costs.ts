import {
  type Comparison,
  type CostRange,
  counted,
  type Evidence,
  type LedgerSummary,
  type Message,
} from '../../schema/index.ts';
import type { CostInputId } from './cost-assumptions.ts';

/** An input that runs have measured. */
interface MeasuredCost {
  readonly range: CostRange;
  /** Ids of the evidence: `E2`, `E2, E3`. */
  readonly evidence: string;
  readonly why: Message;
}

interface MeasuredCosts {
  readonly costs: ReadonlyMap<CostInputId, MeasuredCost>;
  /** Evidence that could have supplied a value, and why it does not. */
  readonly notes: readonly Message[];
}

type OfKind<Kind extends Evidence['kind']> = Extract<Evidence, { kind: Kind }>;
type ComparisonEvidence = OfKind<'comparison'>;
type LedgerEvidence = OfKind<'ledger'>;

/**
 * Returns the inputs of the model that results of zenbun supply. A value is taken only if the result states exactly
 * that.
 */
export function measuredCosts(evidence: readonly Evidence[]): MeasuredCosts {
  const comparisons = evidence.filter((one): one is ComparisonEvidence => one.kind === 'comparison');
  const ledgers = evidence.filter((one): one is LedgerEvidence => one.kind === 'ledger');
  const found: Partial<Record<CostInputId, MeasuredCost | null>> = {
    requestsPerMonth: requests(ledgers),
    attackBefore: before(comparisons),
    attackAfter: after(comparisons),
    ...calls(comparisons),
  };
  return {
    costs: new Map(
      Object.entries(found).flatMap(([id, cost]) => (cost === null ? [] : [[id as CostInputId, cost] as const])),
    ),
    notes: [...comparisons.flatMap(callsNote), ...ledgers.flatMap(requestsNote), ...evidence.flatMap(silentNote)],
  };
}

/** Notes a result of a kind that supplies none of the inputs. */
function silentNote({ kind, source: { id } }: Evidence): Message[] {
  if (kind === 'comparison' || kind === 'ledger') return [];
  return [
    {
      en: `${id}: a result of this kind measures none of the inputs.`,
      ja: `${id}：この種類の結果から測定できる入力はありません。`,
    },
  ];
}

/** Uses the model that was asked most. */
function before(comparisons: readonly ComparisonEvidence[]): MeasuredCost | null {
  const [most] = comparisons
    .filter(({ result }) => result.before.asr.n > 0 && result.saturated !== 'unread')
    .sort((a, b) => b.result.before.asr.n - a.result.before.asr.n);
  return most === undefined ? null : attackSuccess(most, 'before');
}

/** Uses the worst of the models that are worse: a model that has not changed tells nothing about a compromised one. */
function after(comparisons: readonly ComparisonEvidence[]): MeasuredCost | null {
  const [worst] = comparisons
    .filter(({ result }) => result.decision === 'worse' && shareOf(result.after) > shareOf(result.before))
    .sort((a, b) => shareOf(b.result.after) - shareOf(a.result.after));
  return worst === undefined ? null : attackSuccess(worst, 'after');
}

const shareOf = ({ asr }: Comparison['after']): number => (asr.n === 0 ? 0 : asr.k / asr.n);

function attackSuccess({ source, result }: ComparisonEvidence, when: 'before' | 'after'): MeasuredCost {
  const { asr } = result[when];
  const likely = shareOf(result[when]);
  const [low, high] = asr.interval;
  const confidence = Math.round((1 - result.paired.alpha) * 1000) / 10;
  return {
    range: { low: Math.min(low, likely), likely, high: Math.max(high, likely) },
    evidence: source.id,
    why: {
      en: `${asr.k} of ${asr.n} harmful questions; low and high are the ${confidence} % interval.`,
      ja: `有害な質問 ${asr.n} 問中 ${asr.k} 問。low と high は ${confidence} % 信頼区間です。`,
    },
  };
}

/** Reports whether a comparison made all of its calls itself. */
const isWhole = ({ result: { cost, coverage } }: ComparisonEvidence): boolean =>
  cost.recorded === 0 && tokensOf(cost) > 0 && coverage.asked > 0;

const tokensOf = ({ promptTokens, completionTokens }: Comparison['cost']): number => promptTokens + completionTokens;

/**
 * Returns tokens and their price. A comparison stops when it knows enough; the next one may have to ask every question.
 */
function calls(comparisons: readonly ComparisonEvidence[]): Partial<Record<CostInputId, MeasuredCost | null>> {
  const whole = comparisons.filter(isWhole);
  const priced = whole.filter(({ result }) => result.cost.usd !== null);
  const all = ({ result: { cost, coverage } }: ComparisonEvidence) =>
    tokensOf(cost) * Math.max(1, coverage.probes / coverage.asked);
  const price = ({ result: { cost } }: ComparisonEvidence) => ((cost.usd ?? 0) / tokensOf(cost)) * 1e6;
  return {
    comparisonTokens: spread(
      whole,
      ({ result }) => tokensOf(result.cost),
      {
        en: 'Tokens as counted; high is a comparison that asks every question.',
        ja: '実測値。high はすべての質問を尋ねた場合です。',
      },
      all,
    ),
    tokenPrice: spread(priced, price, {
      en: 'What the comparison cost, over its tokens.',
      ja: '比較にかかった費用をトークン数で割った値です。',
    }),
  };
}

function spread(
  runs: readonly ComparisonEvidence[],
  figureOf: (run: ComparisonEvidence) => number,
  why: Message,
  mostOf = figureOf,
): MeasuredCost | null {
  if (runs.length === 0) return null;
  const values = runs.map(figureOf).sort((a, b) => a - b);
  return {
    range: {
      low: values[0]!,
      likely: values[(values.length - 1) >> 1]!,
      high: Math.max(...runs.map(mostOf)),
    },
    evidence: runs.map(({ source }) => source.id).join(', '),
    why,
  };
}

function callsNote(compared: ComparisonEvidence): Message[] {
  if (isWhole(compared)) return [];
  const { id } = compared.source;
  return [
    {
      en: `${id}: what a comparison costs is not taken from it, because it used recorded answers or counted no tokens.`,
      ja: `${id}：記録済みの回答を使ったか、トークン数がないため、比較の費用はここから算出していません。`,
    },
  ];
}

const LEAST_DAYS = 7;
const DAYS_OF_MONTH = 365 / 12;

/** Uses only the busiest log, because two logs may hold the same requests. */
function requests(ledgers: readonly LedgerEvidence[]): MeasuredCost | null {
  const [busiest] = ledgers
    .filter(isUsable)
    .map(({ source, result }) => {
      const days = daysOf(result);
      return { source, result, days, likely: (result.exchanges / days) * DAYS_OF_MONTH };
    })
    .sort((a, b) => b.likely - a.likely);
  if (busiest === undefined) return null;
  const { source, result, days, likely } = busiest;
  const told = days.toFixed(0);
  const isVerified = result.integrity.verdict === 'ok';
  return {
    range: { low: likely, likely, high: likely },
    evidence: source.id,
    why: {
      en: `${result.exchanges} exchanges in ${told} days of the log, with no allowance for growth${isVerified ? '' : '; the log was not verified as a whole'}.`,
      ja: `ログの ${told} 日間で ${result.exchanges} 件のやり取り。今後の増減は見込んでいません${isVerified ? '' : '（ログの完全性は未確認）'}。`,
    },
  };
}

const isUsable = (logged: LedgerEvidence): boolean => whyUnusable(logged) === null;

/** Says why a log cannot tell the number of requests a month, as part of a sentence; null if it can. */
function whyUnusable({ result }: LedgerEvidence): Message | null {
  if (result.integrity.verdict === 'broken') return { en: 'the log is broken', ja: 'ログが破損している' };
  if (result.exchanges <= 0) return { en: 'the log contains no exchanges', ja: 'ログにやり取りがない' };
  const days = daysOf(result);
  if (days >= LEAST_DAYS) return null;
  if (days <= 0) return { en: 'the log does not tell how long it is', ja: 'ログの期間が分からない' };
  if (days < 1)
    return {
      en: `the log is shorter than a day, and ${LEAST_DAYS} are needed`,
      ja: `ログの期間が 1 日未満（${LEAST_DAYS} 日以上が必要）の`,
    };
  // Truncated, not rounded: 6.99 days are not 7.
  const told = Math.floor(days * 10) / 10;
  return {
    en: `the log covers ${counted(told, 'day')}, and ${LEAST_DAYS} are needed`,
    ja: `ログの期間が ${told} 日（${LEAST_DAYS} 日以上が必要）の`,
  };
}

function requestsNote(logged: LedgerEvidence): Message[] {
  const why = whyUnusable(logged);
  if (why === null) return [];
  const { id } = logged.source;
  return [
    {
      en: `${id}: requests a month are not taken from it, because ${why.en}.`,
      ja: `${id}：${why.ja}ため、月間リクエスト数はここから算出していません。`,
    },
  ];
}

/** Returns the days from the first exchange to the last; 0 if a time is missing or invalid. */
function daysOf({ from, to }: LedgerSummary): number {
  const [start, end] = [from, to].map((time) => (time === null ? null : dayNumber(time)));
  return start == null || end == null ? 0 : end - start;
}

/**
 * Returns the days from a fixed day long ago to an ISO 8601 time in UTC, with their fraction; null for anything else.
 * Gregorian calendar, by shifted years.
 */
function dayNumber(time: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(time)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year, month, day, hour, minute] = parts as [number, number, number, number, number];
  const own = month > 2 ? year : year - 1;
  const leaps = Math.floor(own / 4) - Math.floor(own / 100) + Math.floor(own / 400);
  // The year begins in March, so that the leap day is its last.
  const days = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day;
  return own * 365 + leaps + days + (hour * 60 + minute) / 1440;
}
