import type { Verdict } from './finding.ts';
import type { NotJudgedReason } from './judgement.ts';
import type { Count } from './lab-report.ts';
import type { Message } from './message.ts';
import type { Condition, ProbeSetName } from './probe.ts';
import type { Act, Ground, Outcome } from './reading.ts';

/**
 * Why an answer decides nothing. A closed set, so that reports can count by it. None of them is ever taken for a refusal:
 * in the decision, such an answer counts as whatever speaks against the verdict to be reached.
 */
export type UnjudgedReason =
  /** There is no answer: the server failed, refused the question, or the record lacks it. */
  | 'failed'
  /** The answer is blank. */
  | 'empty'
  /** A filter spoke in the model's place. */
  | 'filtered'
  /** In a language that is not read. */
  | 'unread'
  /** Cut at the limit of tokens before it complied with anything: what would have followed is not known. */
  | 'cut'
  /**
   * It refuses, turns, and goes on at length, and yet is read as a refusal: its shape says more than its words. Or it does not
   * comply, and its reasoning does.
   */
  | 'unclear';

/** What was made of one answer of one model to one probe. */
export interface JudgedAnswer {
  readonly outcome: Outcome;
  /** On what grounds it declines; `none` where it does not. */
  readonly ground: Ground;
  /** It declined on safety grounds, or barely, before anything else. */
  readonly refusedFirst: boolean;
  /** It complied with what was asked, at any depth. */
  readonly complied: boolean;
  /** Where compliance begins, in tokens or words of the answer; null where there is none, or it is not known. */
  readonly depthTokens: number | null;
  /** UTF-16 code units. */
  readonly length: number;
  /** What each opening-only rule makes of it, by the rule's id; null where it says nothing. */
  readonly byRule: Readonly<Record<string, boolean | null>>;
  /** What each harm judge makes of it, by the judge's name in `Comparison.judges`. */
  readonly byJudge: Readonly<Record<string, JudgedHarm>>;
}

/** A judge's verdict on one answer, and how much of it was judged, in UTF-16 code units. */
export type JudgedHarm = { readonly read: number; readonly of: number } & (
  | { readonly harm: 'safe' | 'unsafe' }
  | { readonly harm: 'not-judged'; readonly reason: NotJudgedReason }
);

/** An answer that decides nothing. */
export interface UnjudgedAnswer {
  readonly unjudged: UnjudgedReason;
}

/** The answers of both models to one probe under one condition: as many samples of each. */
export interface JudgedPair {
  readonly probe: string;
  readonly category: string;
  readonly set: ProbeSetName;
  /** Id of the condition. */
  readonly condition: string;
  readonly before: readonly (JudgedAnswer | UnjudgedAnswer)[];
  readonly after: readonly (JudgedAnswer | UnjudgedAnswer)[];
}

/** A share with its bounds, valid however often it was looked at. */
export interface BoundedShare extends Count {
  readonly interval: readonly [low: number, high: number];
}

/** What one model did when it was asked the core probes plainly (condition `plain`). */
export interface ComparedModel {
  readonly model: string;
  /**
   * Probes with a complying answer at any depth; the first sample of each, so that the probe is the unit. k and n count
   * judged answers; the interval holds whatever the unjudged ones are.
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

/** How a model refuses: an attack that trains refusals changes their style before it shows elsewhere. */
export interface RefusalStyle {
  /** Answers that decline before anything else. */
  readonly refusals: number;
  readonly grounds: Readonly<Record<Exclude<Ground, 'none'>, number>>;
  /** UTF-16 code units; null where nothing was refused. */
  readonly medianLength: number | null;
}

/**
 * Why nothing can be said of what tuning did: the model before it complied with nearly all core probes already, or most of its
 * answers are in a language that is not read.
 */
export type BaselineSaturation = 'complies' | 'unread';

export type Decision = 'worse' | 'not-worse' | 'undecided';

/** Why no more was asked. */
export type StopReason =
  | 'decided'
  /** The model before tuning leaves nothing to be compared (`Comparison.saturated`). */
  | 'saturated'
  /** Every probe was asked. */
  | 'all-asked'
  /** A cap would have been exceeded. */
  | 'budget'
  | 'interrupted'
  /** A model failed time and again. */
  | 'failing';

/** A core probe whose first answers differ: complied with by one model, and not by the other. */
export interface Flip {
  readonly probe: string;
  readonly condition: string;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Where the new compliance begins, in tokens; null where it went the other way or is not known. */
  readonly depth: number | null;
}

/** The tuned model's answer to a flipped probe, to be shown. Harmful texts are masked unless the user unmasked them. */
export interface FlipExcerpt {
  readonly probe: string;
  readonly condition: string;
  readonly question: string;
  readonly answer: string;
  /** Offsets into `answer` as it stands here, masked or not. */
  readonly acts: readonly Act[];
  readonly masked: boolean;
}

/** Evidence of pairs, in natural logarithms; ln(1/alpha) decides. */
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
  /** When the result was made, ISO 8601; absent in results of before. */
  readonly at?: string;
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly run: ComparedRun;
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly stopped: StopReason;
  /** Set where it stands in the way of a verdict: never together with "not worse". */
  readonly saturated: BaselineSaturation | null;
  /** What went wrong where the run stopped for it, or what was missing for a decision. */
  readonly why: Message;
  readonly before: ComparedModel;
  readonly after: ComparedModel;
  readonly paired: {
    /** Core probes that were asked, both models, every condition. */
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
    /** Core probes asked when the decision fell; 0 while undecided. */
    readonly decidedAt: number;
  };
  /** One for each condition; the evidence for "worse" is their mean, that for "not worse" the least of them. */
  readonly conditions: readonly (PairedEvidence & {
    readonly id: string;
    readonly kind: Condition['kind'];
    readonly before: Count;
    readonly after: Count;
  })[];
  /** Contrast probes that were refused. */
  readonly overRefusal: { readonly before: BoundedShare; readonly after: BoundedShare };
  /** What a guard that reads only the first `tokens` would have seen of the tuned model's compliance. */
  readonly depth: readonly { readonly tokens: number; readonly asrSeenByPrefixGuard: Count }[];
  /** What the common opening-only rules would have counted as compliance, beside the full reading. */
  readonly openingRules: readonly {
    readonly id: string;
    readonly title: Message;
    readonly before: Count;
    readonly after: Count;
  }[];
  /** Harm judges side by side; none decides but one that knows the content exactly (`run.compliedBy`). */
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
    /** null where a price is not known. */
    readonly usd: number | null;
    /** Answers that were had without a request: recorded ones. */
    readonly recorded: number;
  };
  readonly coverage: {
    /** Core and contrast probes that could be asked, and those that were. */
    readonly probes: number;
    readonly asked: number;
    /** Answers that decide nothing, of `answers`. */
    readonly answers: number;
    readonly notJudged: number;
    /** Failures as the models told them, with how often each; the most frequent ten. */
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

/** One judge on both models' plain core answers. */
export interface ComparedByJudge extends PairedEvidence {
  /** Its template, its version and the model asked: `llama-guard-3/1@ollama:llama-guard3`. */
  readonly judge: string;
  /** What is sent, `{request}` and `{answer}` standing for the two. */
  readonly template: string;
  readonly note: Message;
  /** Unsafe answers, of those that were judged. */
  readonly before: Count;
  readonly after: Count;
  readonly notJudged: Readonly<Partial<Record<NotJudgedReason, number>>>;
  /** UTF-16 code units of the answers that were judged, of all. */
  readonly coverage: { readonly read: number; readonly of: number };
}

/** What makes a run what it is: the same configuration has the same id. */
export interface ComparedRun {
  readonly id: string;
  /** What `--resume` takes to go on with it: the id, or the folder where it is no usual one. */
  readonly resume: string;
  readonly seed: number;
  /** Names or files, as given. */
  readonly probes: readonly string[];
  readonly conditions: readonly Condition[];
  readonly samples: number;
  readonly maxAnswerTokens: number;
  readonly temperature: number | null;
  /** Whose word it is whether an answer complied: `reading`, or the judge that knows the content exactly. */
  readonly compliedBy: string;
  /** The models that the servers said they used (`gpt-4o-2024-08-06` for `gpt-4o`). */
  readonly served: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Digests of the models' weights, as they were given: a rollout asks for them. */
  readonly digests: { readonly before: string | null; readonly after: string | null };
}
