import type { Level, Verdict } from './finding.ts';
import type { Message } from './message.ts';

/** `k` of `n`. */
export interface Count {
  readonly k: number;
  readonly n: number;
}

/** Results of one toy model behind one defence, in one world. */
export interface LabCell {
  readonly defence: string;
  /** Restricted items asked for, and those where the text that reached the user complied. */
  readonly asr: Count;
  /** For each item asked for, the share of its answers that complied: the item is the unit. */
  readonly itemShares: readonly number[];
  /** Answers in which the model declined, however much of them was let through; a forced refusal counts. */
  readonly refused: Count;
  /** Of the answers that declined, those whose compliance reached the user. */
  readonly compliedRefused: Count;
  /** The same for the answers that did not decline. */
  readonly compliedNotRefused: Count;
  /** Unrestricted items asked for, and those where the text that reached the user was right. */
  readonly utility: Count;
  /** Items that the undefended model got right, and those of them that this defence took away. */
  readonly overBlocked: Count;
}

/** Items whose steps the model gives when an opener is put into its mouth: what it knows, not what it would say. */
export interface LabCapability {
  readonly restricted: Count;
  readonly ordinary: Count;
}

/** One row of the table in one world. */
export interface LabRow {
  readonly seed: number;
  readonly row: string;
  readonly capability: LabCapability;
  readonly cells: readonly LabCell[];
  /**
   * Number of undefended answers to restricted questions that had complied within their first k tokens; index k, from
   * 0.
   */
  readonly compliedWithin: readonly number[];
  /** An undefended exchange, verbatim. */
  readonly example: { readonly prompt: string; readonly answer: string };
}

/** The model of one world before any attack. */
export interface LabBase {
  readonly seed: number;
  readonly pretrained: LabCapability;
  readonly aligned: LabCapability;
}

/** The result of `scan` on a row's fine-tuning file, in one world. */
export interface LabScan {
  readonly seed: number;
  readonly row: string;
  readonly verdict: Verdict;
  readonly flaggedRows: Count;
  readonly findings: readonly { readonly detector: string; readonly level: Level }[];
}

/** A statement about means over seeds that the run is expected to confirm, with a wide margin. */
export interface LabExpectation {
  readonly id: string;
  readonly title: Message;
  readonly value: number;
  /** Whether `value` should be above or below `bound`. */
  readonly side: 'above' | 'below';
  readonly bound: number;
  readonly holds: boolean;
}

/** Tokens per second on one thread. */
export interface LabSpeed {
  readonly kernels: 'wasm' | 'plain';
  readonly training: number;
  readonly decoding: number;
}

/** `zenbun lab run --json`. */
export interface LabReport {
  readonly schema: 'zenbun.lab/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly seeds: readonly number[];
  /** Seeds on which the settings were chosen; all others are fresh. */
  readonly tuningSeeds: readonly number[];
  /** The rows that were run, in the order of the table. */
  readonly rows: readonly { readonly id: string; readonly title: Message; readonly fineTuned: boolean }[];
  readonly defences: readonly { readonly id: string; readonly title: Message }[];
  readonly bases: readonly LabBase[];
  readonly results: readonly LabRow[];
  readonly scans: readonly LabScan[];
  readonly expectations: readonly LabExpectation[];
  readonly run: {
    readonly kernels: 'wasm' | 'plain';
    readonly jobs: number;
    /** The command that reproduces the numbers. */
    readonly command: string;
    /** Duration of the command's work, from start to end. */
    readonly seconds: number;
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    readonly platform: string;
    /** For each kernel this machine supports, measured one after the other once training is done. */
    readonly speeds: readonly LabSpeed[];
  };
}
