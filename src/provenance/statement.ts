/** `_type` of an in-toto statement, version 1. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** Payload type of the DSSE envelope that holds one. */
export const STATEMENT_PAYLOAD = 'application/vnd.in-toto+json';
/** Predicates: what a statement says of its subjects. The first two are others' specifications, the rest are ours. */
export const PREDICATES = {
  /** Files of a model or data folder (OpenSSF Model Signing v1.0). */
  signing: 'https://model_signing/signature/v1.0',
  /** How a model was made (SLSA provenance v1, with `TRAINING_BUILD_TYPE`). */
  train: 'https://slsa.dev/provenance/v1',
  /** What a supplier says of data: licence, origin, rows, results of scans. */
  data: 'urn:zenbun:statement:data:1',
  /** What a supplier says of a base model or a tuned one. */
  model: 'urn:zenbun:statement:model:1',
  /** Whose hands it went through; each names the one before. */
  handover: 'urn:zenbun:statement:handover:1',
  /** Root of a tree over salted records. */
  manifest: 'urn:zenbun:statement:manifest:1',
  /** Parts of an evidence bundle. */
  bundle: 'urn:zenbun:statement:bundle:1',
} as const;

/** Our build type of SLSA provenance: a fine-tuning run. */
export const TRAINING_BUILD_TYPE = 'urn:zenbun:build:fine-tuning:1';

/** What a statement is about. Digests are lower-case hex. */
export interface StatementSubject {
  readonly name: string;
  readonly digest: Readonly<Record<string, string>>;
}

/** An in-toto statement. */
export interface Statement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly StatementSubject[];
  readonly predicateType: string;
  readonly predicate: unknown;
}

/** The short name of a predicate that zenbun knows, else its type as it stands. */
export function predicateName(predicateType: string): string {
  return Object.entries(PREDICATES).find(([, type]) => type === predicateType)?.[0] ?? predicateType;
}
