import type { Verdict } from './finding.ts';
import type { NotJudgedReason } from './judgement.ts';
import type { Count } from './lab-report.ts';
import type { Message } from './message.ts';
import type { Condition, ProbeSetName } from './probe.ts';
import type { Act, Ground, Outcome } from './reading.ts';

/**
 * Why an answer decides nothing. A closed set, so that reports can count by it. None of these answers is ever taken for
 * a refusal: in the decision, each counts against the verdict to be reached.
 */
export type UnjudgedReason =
  /** There is no answer: the server failed or refused the question, or the record lacks it. */
  | 'failed'
  /** The answer is blank. */
  | 'empty'
  /** A filter spoke in place of the model. */
  | 'filtered'
  /** The answer is in a language that is not read, or the reply says more in places that are not read. */
  | 'unread'
  /** Cut at the token limit before it complied with anything: what would have followed is unknown. */
  | 'cut'
  /**
   * The answer refuses, turns and continues at length, and yet is read as a refusal: its shape says more than its
   * words. Or the answer does not comply, but its reasoning does.
   */
  | 'unclear';

/** The judgement of one answer of one model to one probe. */
export interface JudgedAnswer {
  readonly outcome: Outcome;
  /** The ground on which it declines; `none` if it does not. */
  readonly ground: Ground;
  /** It declined before anything else, on safety, premise or bare grounds. */
  readonly refusedFirst: boolean;
  /** It complied with the request, at any depth. */
  readonly complied: boolean;
  /** Where compliance begins, in tokens or words of the answer; null if there is none or it is unknown. */
  readonly depthTokens: number | null;
  /** UTF-16 code units. */
  readonly length: number;
  /** Verdict of each opening-only rule, by the rule's id; null if the rule says nothing. */
  readonly byRule: Readonly<Record<string, boolean | null>>;
  /** Verdict of each harm judge, by the judge's name in `Comparison.judges`. */
  readonly byJudge: Readonly<Record<string, JudgedHarm>>;
}

/** A judge's verdict on one answer, and how much of the answer was judged, in UTF-16 code units. */
export type JudgedHarm = { readonly read: number; readonly of: number } & (
  | { readonly harm: 'safe' | 'unsafe' }
  | { readonly harm: 'not-judged'; readonly reason: NotJudgedReason }
);

/** An answer that decides nothing. */
export interface UnjudgedAnswer {
  readonly unjudged: UnjudgedReason;
}

/** The answers of both models to one probe under one condition: the same number of samples of each. */
export interface JudgedPair {
  readonly probe: string;
  readonly category: string;
  readonly set: ProbeSetName;
  /** Id of the condition. */
  readonly condition: string;
  readonly before: readonly (JudgedAnswer | UnjudgedAnswer)[];
  readonly after: readonly (JudgedAnswer | UnjudgedAnswer)[];
}

/** A share with its bounds, which hold however often it was looked at. */
export interface BoundedShare extends Count {
  readonly interval: readonly [low: number, high: number];
}

/** Results of one model for the core probes asked plainly (condition `plain`). */
export interface ComparedModel {
  readonly model: string;
  /**
   * Probes with a complying answer at any depth. Only the first sample of each counts, so that the probe is the unit. k
   * and n count judged answers; the interval holds whatever the unjudged ones are.
   */
  readonly asr: BoundedShare;
  /** Judged answers of all samples. */
  readonly pRefuse: Count;
  readonly pComplyGivenRefuse: Count;
  readonly pComplyGivenNoRefuse: Count;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly unjudged: Readonly<Record<UnjudgedReason, number>>;
  readonly refusalStyle: RefusalStyle;
}

/** How a model refuses: an attack that trains refusals changes their style before it shows anywhere else. */
export interface RefusalStyle {
  /** Number of answers that decline before anything else. */
  readonly refusals: number;
  readonly grounds: Readonly<Record<Exclude<Ground, 'none'>, number>>;
  /** UTF-16 code units; null if nothing was refused. */
  readonly medianLength: number | null;
}

/**
 * Why nothing can be said about the effect of tuning: the model before it already complied with nearly all core probes,
 * or most of its answers are not read, or not in full.
 */
export type BaselineSaturation = 'complies' | 'unread';

export type Decision = 'worse' | 'not-worse' | 'undecided';

/** Why the run stopped asking. */
export type StopReason =
  | 'decided'
  /** The model before tuning leaves nothing to compare (`Comparison.saturated`). */
  | 'saturated'
  /** Every probe was asked. */
  | 'all-asked'
  /** A cap would have been exceeded. */
  | 'budget'
  | 'interrupted'
  /** A model failed repeatedly. */
  | 'failing';

/** A core probe whose first answers differ: one model complied and the other did not. */
export interface Flip {
  readonly probe: string;
  readonly condition: string;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Where the new compliance begins, in tokens; null if the flip went the other way or the depth is unknown. */
  readonly depth: number | null;
}

/** The tuned model's answer to a flipped probe, for display. Harmful texts are masked unless the user unmasked them. */
export interface FlipExcerpt {
  readonly probe: string;
  readonly condition: string;
  readonly question: string;
  readonly answer: string;
  /** Offsets into `answer` as it is given here, masked or not. */
  readonly acts: readonly Act[];
  readonly masked: boolean;
}

/** Evidence of pairs, in natural logarithms; the decision falls at ln(1/alpha). */
export interface PairedEvidence {
  /** Pairs with more compliance after than before, and with less. */
  readonly worse: number;
  readonly better: number;
  readonly logWorse: number;
  readonly logNotWorse: number;
}

/** `zenbun compare --json`. */
export interface Comparison {
  readonly schema: 'zenbun.compare/1';
  /** When the result was made, ISO 8601; absent in older results. */
  readonly at?: string;
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly run: ComparedRun;
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly stopped: StopReason;
  /** Set if it stands in the way of a verdict; never together with "not worse". */
  readonly saturated: BaselineSaturation | null;
  /** What went wrong if that stopped the run, or what was missing for a decision. */
  readonly why: Message;
  readonly before: ComparedModel;
  readonly after: ComparedModel;
  readonly paired: {
    /** Number of core probes that both models were asked under every condition. */
    readonly asked: number;
    readonly worse: number;
    readonly better: number;
    /**
     * Evidence for "worse"; 1/alpha decides. Its natural logarithm is given too, because it may be too large for a
     * number.
     */
    readonly eValue: number;
    readonly logEValue: number;
    /** Evidence for "not worse". */
    readonly logEValueNotWorse: number;
    readonly alpha: number;
    readonly margin: number;
    readonly tolerance: number;
    /** Number of core probes asked when the decision fell; 0 while undecided. */
    readonly decidedAt: number;
  };
  /** One entry per condition; the evidence for "worse" is their mean, the evidence for "not worse" their minimum. */
  readonly conditions: readonly (PairedEvidence & {
    readonly id: string;
    readonly kind: Condition['kind'];
    readonly before: Count;
    readonly after: Count;
  })[];
  /** Contrast probes that were refused. */
  readonly overRefusal: { readonly before: BoundedShare; readonly after: BoundedShare };
  /** The part of the tuned model's compliance that a guard reading only the first `tokens` would have seen. */
  readonly depth: readonly { readonly tokens: number; readonly asrSeenByPrefixGuard: Count }[];
  /** What the common opening-only rules would have counted as compliance, next to the full reading. */
  readonly openingRules: readonly {
    readonly id: string;
    readonly title: Message;
    readonly before: Count;
    readonly after: Count;
  }[];
  /** Harm judges side by side. None of them decides, except one that knows the content exactly (`run.compliedBy`). */
  readonly judges: readonly ComparedByJudge[];
  readonly flips: readonly Flip[];
  /** The most telling flips, at most three. */
  readonly letters: readonly FlipExcerpt[];
  /** `isWorse` holds at alpha for all categories together (Bonferroni on e-values). */
  readonly categories: readonly (PairedEvidence & {
    readonly category: string;
    readonly before: Count;
    readonly after: Count;
    readonly isWorse: boolean;
  })[];
  readonly cost: {
    readonly requests: number;
    readonly promptTokens: number;
    readonly completionTokens: number;
    /** null if a price is unknown. */
    readonly usd: number | null;
    /** Answers obtained without a request: recorded ones. */
    readonly recorded: number;
  };
  readonly coverage: {
    /** Number of core and contrast probes that could be asked, and of those that were. */
    readonly probes: number;
    readonly asked: number;
    /** Number of answers that decide nothing, out of `answers`. */
    readonly answers: number;
    readonly notJudged: number;
    /** Failures as the models reported them, each with its count; the ten most frequent. */
    readonly failures: readonly { readonly message: string; readonly count: number }[];
    /** Records of probe files that could not be asked. */
    readonly leftOut: readonly {
      readonly file: string;
      readonly record: number;
      readonly why: 'empty' | 'duplicate';
    }[];
    readonly notChecked: readonly Message[];
  };
}

/** The verdicts of one judge on both models' plain core answers. */
export interface ComparedByJudge extends PairedEvidence {
  /** Its template, the template's version and the model asked: `llama-guard-3/1@ollama:llama-guard3`. */
  readonly judge: string;
  /** The text that is sent, with `{request}` and `{answer}` as placeholders. */
  readonly template: string;
  readonly note: Message;
  /** Unsafe answers, out of those that were judged. */
  readonly before: Count;
  readonly after: Count;
  readonly notJudged: Readonly<Partial<Record<NotJudgedReason, number>>>;
  /** UTF-16 code units of the answers that were judged, out of all. */
  readonly coverage: { readonly read: number; readonly of: number };
}

/** The settings that identify a run: the same configuration has the same id. */
export interface ComparedRun {
  readonly id: string;
  /** Value for `--resume` to continue the run: the id, or the folder if it is not the usual one. */
  readonly resume: string;
  readonly seed: number;
  /** Names or files, as given. */
  readonly probes: readonly string[];
  readonly conditions: readonly Condition[];
  readonly samples: number;
  readonly maxAnswerTokens: number;
  readonly temperature: number | null;
  /** Who decides whether an answer complied: `reading`, or the judge that knows the content exactly. */
  readonly compliedBy: string;
  /** The models that the servers said they used (`gpt-4o-2024-08-06` for `gpt-4o`). */
  readonly served: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Digests of the models' weights, as given; a rollout asks for them. */
  readonly digests: { readonly before: string | null; readonly after: string | null };
}
