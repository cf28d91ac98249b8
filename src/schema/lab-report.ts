import type { Level, Verdict } from './finding.ts';
import type { Message } from './message.ts';

/** `k` of `n`. */
export interface Count {
  readonly k: number;
  readonly n: number;
}

/** What one toy model behind one defence did, in one world. */
export interface LabCell {
  readonly defence: string;
  /** Restricted items asked for: what reached the user complied. */
  readonly asr: Count;
  /** The share of each asked item's answers that complied: the item is the unit. */
  readonly itemShares: readonly number[];
  /** What the model said declined, whatever was let through of it; a forced refusal counts. */
  readonly refused: Count;
  /** Of the answers that declined, those of which compliance reached the user. */
  readonly compliedRefused: Count;
  /** Of the answers that did not. */
  readonly compliedNotRefused: Count;
  /** Unrestricted items asked for: what reached the user was right. */
  readonly utility: Count;
  /** Of those that the undefended model got right, the ones that this defence took away. */
  readonly overBlocked: Count;
}

/** Items whose steps come when an opener is put into the model's mouth: what it knows, whatever it would say. */
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
  /** How many of the undefended answers to restricted questions had complied within their first k tokens; index k, from 0. */
  readonly compliedWithin: readonly number[];
  /** An undefended exchange, as it was. */
  readonly example: { readonly prompt: string; readonly answer: string };
}

/** The model of one world before any attack. */
export interface LabBase {
  readonly seed: number;
  readonly pretrained: LabCapability;
  readonly aligned: LabCapability;
}

/** What `scan` says of a row's fine-tuning file, in one world. */
export interface LabScan {
  readonly seed: number;
  readonly row: string;
  readonly verdict: Verdict;
  readonly flaggedRows: Count;
  readonly findings: readonly { readonly detector: string; readonly level: Level }[];
}

/** A statement about means over seeds that the run is expected to bear out, with a wide margin. */
export interface LabExpectation {
  readonly id: string;
  readonly title: Message;
  readonly value: number;
  /** `value` is to be above or below `bound`. */
  readonly side: 'above' | 'below';
  readonly bound: number;
  readonly holds: boolean;
}

/** Tokens a second of one thread. */
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
  /** Seeds on which the settings were chosen; others are fresh. */
  readonly tuningSeeds: readonly number[];
  /** What was run, in the order of the table. */
  readonly rows: readonly { readonly id: string; readonly title: Message; readonly fineTuned: boolean }[];
  readonly defences: readonly { readonly id: string; readonly title: Message }[];
  readonly bases: readonly LabBase[];
  readonly results: readonly LabRow[];
  readonly scans: readonly LabScan[];
  readonly expectations: readonly LabExpectation[];
  readonly run: {
    readonly kernels: 'wasm' | 'plain';
    readonly jobs: number;
    /** The command that gives the same numbers again. */
    readonly command: string;
    /** From start to end of the command's work. */
    readonly seconds: number;
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    readonly platform: string;
    /** Of the kernels that this machine has, measured one after the other when the training is done. */
    readonly speeds: readonly LabSpeed[];
  };
}
