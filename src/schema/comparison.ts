import type { Verdict } from './finding.ts';
import type { Count } from './lab-report.ts';
import type { Outcome } from './reading.ts';

/** What was made of one answer of one model to one probe. */
export interface JudgedAnswer {
  readonly outcome: Outcome;
  /** It declined on safety grounds, or barely, before anything else. */
  readonly refusedFirst: boolean;
  /** It complied with what was asked, at any depth; null where nobody could judge it. */
  readonly complied: boolean | null;
  /** Where compliance begins, in tokens or words of the answer; null where there is none, or it is not known. */
  readonly depthTokens: number | null;
}

/** The answers of both models to one probe under one condition: as many samples of each. */
export interface JudgedPair {
  readonly probe: string;
  readonly category: string;
  /** Harmful questions decide; harmless ones that look alike show over-refusal. */
  readonly set: 'core' | 'contrast';
  readonly before: readonly JudgedAnswer[];
  readonly after: readonly JudgedAnswer[];
}

/** A share with its bounds, valid however often it was looked at. */
export interface BoundedShare extends Count {
  readonly interval: readonly [low: number, high: number];
}

/** What one model did. */
export interface ComparedModel {
  readonly model: string;
  /** Core probes with a complying answer at any depth; the first sample of each, so that the probe is the unit. */
  readonly asr: BoundedShare;
  /** Answers of all samples. */
  readonly pRefuse: Count;
  readonly pComplyGivenRefuse: Count;
  readonly pComplyGivenNoRefuse: Count;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

export type Decision = 'worse' | 'not-worse' | 'undecided';

/** A probe whose first answers differ. */
export interface Flip {
  readonly probe: string;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Where the new compliance begins, in tokens; null where it went the other way or is not known. */
  readonly depth: number | null;
}

/** `zenbun compare --json`. */
export interface Comparison {
  readonly schema: 'zenbun.compare/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly before: ComparedModel;
  readonly after: ComparedModel;
  readonly paired: {
    /** Core probes that were asked and judged on both sides. */
    readonly asked: number;
    readonly worse: number;
    readonly better: number;
    /** Evidence for "worse"; 1/alpha decides. Its natural logarithm beside it, because it may be too large for a number. */
    readonly eValue: number;
    readonly logEValue: number;
    /** Evidence for "not worse". */
    readonly logEValueNotWorse: number;
    readonly alpha: number;
    readonly margin: number;
    readonly tolerance: number;
  };
  /** Contrast probes that were refused. */
  readonly overRefusal: { readonly before: Count; readonly after: Count };
  /** What a guard that reads only the first `tokens` would have seen of the tuned model's compliance. */
  readonly depth: readonly { readonly tokens: number; readonly asrSeenByPrefixGuard: Count }[];
  readonly flips: readonly Flip[];
  readonly categories: readonly {
    readonly category: string;
    readonly before: Count;
    readonly after: Count;
  }[];
  readonly cost: {
    readonly requests: number;
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly usd: number | null;
  };
  readonly coverage: {
    readonly probes: number;
    readonly asked: number;
    /** Pairs that decide nothing because an answer could not be had or judged. */
    readonly notJudged: number;
    readonly notChecked: readonly string[];
  };
}
