import type { Comparison } from '../comparison.ts';
import type { Verdict } from '../finding.ts';
import type { Message } from '../message.ts';
import type { WatchStatus } from '../operation/watch.ts';
import type { FingerprintResult } from '../provenance/fingerprint-result.ts';
import type { TrainingResult } from '../provenance/training-result.ts';
import type { Verification } from '../provenance/verification.ts';
import type { Outcome } from '../reading.ts';
import type { ScanResult } from '../scan-result.ts';

/** The four gates of a fine-tuned model, in the order in which it meets them. */
export const GATES = ['provenance', 'data', 'behaviour', 'operation'] as const;

export type GateName = (typeof GATES)[number];

/** The verdict of a gate. `not-checked`: nobody has looked, which is never shown as passed. */
export type GateState = Verdict | 'not-checked';

/** The teams that can be asked to act: 経営, 企画, 開発, 運用, 監査. */
export const TEAMS = ['management', 'planning', 'development', 'operations', 'audit'] as const;

export type Team = (typeof TEAMS)[number];

/** Where a piece of evidence can be found, so that somebody else finds the same. */
export interface EvidenceSource {
  /** `E1`, `E2`, …, in the order given. */
  readonly id: string;
  readonly kind: Evidence['kind'];
  /** As it was given. */
  readonly path: string;
  /** SHA-256 of the file, lower-case hex; null for a ledger, which has a root instead. */
  readonly sha256: string | null;
  /** Origin, size and root hash (base64) of the checkpoint; null for a file. */
  readonly ledger: { readonly origin: string; readonly size: number; readonly root: string } | null;
}

/** A result of zenbun to report on. */
export type Evidence =
  | { readonly kind: 'scan'; readonly source: EvidenceSource; readonly result: ScanResult }
  | { readonly kind: 'comparison'; readonly source: EvidenceSource; readonly result: Comparison }
  | { readonly kind: 'ledger'; readonly source: EvidenceSource; readonly result: LedgerSummary }
  | { readonly kind: 'watch'; readonly source: EvidenceSource; readonly result: WatchStatus }
  | { readonly kind: 'verification'; readonly source: EvidenceSource; readonly result: Verification }
  | { readonly kind: 'training'; readonly source: EvidenceSource; readonly result: TrainingResult }
  | { readonly kind: 'fingerprint'; readonly source: EvidenceSource; readonly result: FingerprintResult };

/** Evidence of one kind. */
export type EvidenceOf<K extends Evidence['kind']> = Extract<Evidence, { readonly kind: K }>;

/** Returns the results of one kind, in the order given. */
export const evidenceOf = <K extends Evidence['kind']>(evidence: readonly Evidence[], kind: K): EvidenceOf<K>[] =>
  evidence.filter((one): one is EvidenceOf<K> => one.kind === kind);

/** Counts of the answers in a log. */
export interface LoggedAnswers {
  /** Exchanges with a recorded end. */
  readonly n: number;
  /** By the outcome of the worst answer. Exchanges that failed or have no text are not included. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** A safety refusal was seen, after which the guard holds back what follows. */
  readonly latched: number;
  /** Text was held back from the client. */
  readonly withheld: number;
  /** Another model's answer was sent instead. */
  readonly fallback: number;
  /** Something in the answer was not read: a channel, a part, an answer beyond the limit. */
  readonly partlyUnread: number;
  /** The exchange failed, was abandoned by the client, or was lost. */
  readonly incomplete: number;
}

/** A change of a rollout, as recorded in its leaf. */
export interface RolloutStep {
  /** Index of its record. */
  readonly index: number;
  /** ISO 8601. */
  readonly time: string;
  readonly action: 'start' | 'advance' | 'promote' | 'complete' | 'rollback' | 'pause' | 'resume';
  /** A person or key; `zenbun` if the evidence decided. */
  readonly by: string;
  readonly reason: string;
  /** Percentage of askers who get the canary after this step; null if unknown. */
  readonly share: number | null;
  /** 0-based index, and the number of stages; null if unknown. */
  readonly stage: { readonly index: number; readonly of: number } | null;
  /** Answers of the canary counted until then; null if none are recorded. */
  readonly exposures: number | null;
  /**
   * Evidence for a rollback and the goal it has to reach, as logarithms to base 10. `metric`: the one with the most
   * evidence.
   */
  readonly rollback: { readonly log10: number; readonly goal: number; readonly metric: string | null } | null;
}

/** A rollout, as far as a log shows it. */
export interface LoggedRollout {
  readonly id: string;
  readonly model: string;
  readonly stable: { readonly model: string; readonly digest: string | null };
  readonly canary: { readonly model: string; readonly digest: string | null };
  /** Highest probability of rolling back a healthy canary, and of promoting a worse one. 0..1. */
  readonly alpha: number;
  readonly beta: number;
  readonly state: 'running' | 'paused' | 'completed' | 'rolled-back' | 'unknown';
  readonly steps: readonly RolloutStep[];
}

/** An alarm of the watch, as recorded in its leaf. */
export interface LoggedAlarm {
  readonly index: number;
  /** ISO 8601. */
  readonly time: string;
  readonly signals: readonly Message[];
  readonly isAcknowledged: boolean;
}

/** The result of verifying a log. */
export interface LogVerdict {
  readonly verdict: 'ok' | 'broken' | 'unknown';
  readonly problems: number;
  /** The first problems, and what was not checked. */
  readonly notes: readonly Message[];
}

export type LedgerCounting = 1 | 2;

/** A summary of a gateway's records, without any of their texts. */
export interface LedgerSummary {
  readonly schema: 'zenbun.ledger-summary/1';
  /**
   * How `answers` are counted. 1 (also if absent): by the first answer of an exchange, including rehearsals. 2: by the
   * worst, without rehearsals.
   */
  readonly counting: LedgerCounting;
  readonly origin: string;
  readonly integrity: LogVerdict;
  readonly completeness: LogVerdict;
  /** ISO 8601, of the first and the last exchange; null if there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly records: number;
  readonly exchanges: number;
  /** Exchanges without an end, and how many of them were cut off by a crash. */
  readonly openIntents: number;
  readonly lost: number;
  /** Number of bodies that were erased. */
  readonly erased: number;
  readonly answers: LoggedAnswers;
  /** By serving model and stage, most asked first, at most 50. */
  readonly models: readonly {
    readonly model: string;
    readonly served: string;
    readonly stage: string;
    readonly digest: string | null;
    readonly answers: LoggedAnswers;
  }[];
  readonly rollouts: readonly LoggedRollout[];
  /** Rehearsals of the way back, with toy models. */
  readonly drills: readonly LoggedRollout[];
  readonly alarms: readonly LoggedAlarm[];
  /** True if a watch has written to the log; without one, the absence of alarms says nothing. */
  readonly isWatched: boolean;
  /** Number of readings that a person has overturned. */
  readonly overturned: number;
}

/** The conclusion of one gate from the evidence. */
export interface GateAssessment {
  readonly gate: GateName;
  readonly state: GateState;
  /** One sentence for somebody who does not know the tool, with its numbers. */
  readonly because: Message;
  /** How wrong this can be, in words; null if nothing was checked. */
  readonly errorRate: Message | null;
  /** `EvidenceSource.id`. */
  readonly evidence: readonly string[];
}

/** A next step, and who should take it. */
export interface NextStep {
  readonly team: Team;
  readonly what: Message;
  /** The gate that asks for it; null for the report as a whole. */
  readonly gate: GateName | null;
}

/** The overall conclusion from all evidence, for the person who decides. */
export interface Assessment {
  readonly schema: 'zenbun.report/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  /** ISO 8601: when the report was made. */
  readonly at: string;
  /** The worst verdict of the gates that were checked; `not-checked` if none was. */
  readonly verdict: GateState;
  readonly gates: readonly GateAssessment[];
  /** What was not checked, in plain words: first for the report as a whole, then gate by gate. */
  readonly unchecked: readonly Message[];
  readonly next: readonly NextStep[];
  readonly evidence: readonly EvidenceSource[];
}
