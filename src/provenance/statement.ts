/** `_type` of an in-toto statement, version 1. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** Payload type of a DSSE envelope that holds a statement. */
export const STATEMENT_PAYLOAD = 'application/vnd.in-toto+json';
/** Predicate types, i.e. kinds of statements. The first two are specifications of others, the rest are ours. */
export const PREDICATES = {
  /** Files of a model or data folder (OpenSSF Model Signing v1.0). */
  signing: 'https://model_signing/signature/v1.0',
  /** How a model was made (SLSA provenance v1, with `TRAINING_BUILD_TYPE`). */
  train: 'https://slsa.dev/provenance/v1',
  /** A supplier's statement about data: licence, origin, rows, results of scans. */
  data: 'urn:zenbun:statement:data:1',
  /** A supplier's statement about a base or tuned model. */
  model: 'urn:zenbun:statement:model:1',
  /** A hand-over between parties; each names the previous one. */
  handover: 'urn:zenbun:statement:handover:1',
  /** Root of a tree over salted records. */
  manifest: 'urn:zenbun:statement:manifest:1',
  /** Parts of an evidence bundle. */
  bundle: 'urn:zenbun:statement:bundle:1',
} as const;

/** Our build type of SLSA provenance: a fine-tuning run. */
export const TRAINING_BUILD_TYPE = 'urn:zenbun:build:fine-tuning:1';

/** The thing a statement is about. Digests are lower-case hex. */
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

/** Returns the short name of a known predicate, or else its type unchanged. */
export function predicateName(predicateType: string): string {
  return Object.entries(PREDICATES).find(([, type]) => type === predicateType)?.[0] ?? predicateType;
}
