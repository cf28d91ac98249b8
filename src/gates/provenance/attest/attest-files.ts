import {
  type DataFacts,
  dataPredicate,
  folderStatement,
  type ModelFacts,
  modelPredicate,
  PREDICATES,
  STATEMENT_TYPE,
  type Statement,
} from '../../../provenance/index.ts';
import { listOf, readFacts } from './facts-file.ts';
import { type HashedSubject, hashSubject, pathInside, type SubjectOptions, sha256Bytes } from './hashed-subject.ts';
import { placeBeside, refuseExisting, writeStatement } from './statement-place.ts';
import type { StatementSignature } from './statement-signer.ts';

/** A statement that was signed and written. */
interface WrittenStatement {
  readonly path: string;
  readonly predicateType: string;
}

/** The outcome of an attestation. */
export interface Attestation {
  readonly subject: HashedSubject;
  readonly statements: readonly WrittenStatement[];
}

export interface AttestOptions extends SubjectOptions {
  readonly signer: StatementSignature;
  /** Path for the statement; by default, beside the subject. */
  readonly out?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface AttestFilesOptions extends AttestOptions {
  /** File of the supplier's facts, in YAML. */
  readonly facts?: string | undefined;
}

/**
 * Signs the files of a folder, or one file, by OpenSSF Model Signing. With `facts`, also signs what the supplier says
 * about it, as a second statement about the same digest. Nothing is overwritten. Throws as `hashSubject` does, `usage`
 * for existing files and invalid facts, and `not-written`.
 */
export async function attestFiles(
  kind: 'data' | 'base' | 'model',
  path: string,
  options: AttestFilesOptions,
): Promise<Attestation> {
  const { signer, facts, now } = options;
  // Before the hashing, like all the checks that follow.
  if (signer.refusesFiles !== null) throw signer.refusesFiles;
  const out = options.out ?? placeBeside(path, kind);
  const factsOut = facts === undefined ? null : placeOfFacts(out, path);
  for (const place of [out, factsOut]) if (place !== null) await refuseExisting(place);
  // Read the facts before the hashing, so that their faults surface at once.
  const stated = facts === undefined ? null : await readFacts(facts, kind, options);
  const inside = (
    await Promise.all([out, factsOut].map((place) => (place === null ? null : pathInside(path, place))))
  ).filter((one) => one !== null);
  const subject = await hashSubject(path, { ...options, ignore: [...options.ignore, ...inside] });
  const { allowSymlinks } = options;
  const statement = folderStatement(
    subject.name,
    subject.listing,
    { ignorePaths: subject.isFolder ? subject.ignorePaths : [], allowSymlinks },
    sha256Bytes,
  );
  const signed = await signer.sign(statement);
  const statements: WrittenStatement[] = [{ path: out, predicateType: statement.predicateType }];
  const second = stated === null ? null : factsStatement(kind, subject, stated, now);
  const signedFacts = second === null ? null : await signer.sign(second);
  await writeStatement(out, signed);
  if (second !== null) {
    await writeStatement(factsOut!, signedFacts!);
    statements.push({ path: factsOut!, predicateType: second.predicateType });
  }
  return { subject, statements };
}

/** Returns a path beside the first statement if its place was named, else beside the subject. */
const placeOfFacts = (out: string, path: string): string =>
  out === placeBeside(path, 'data') || out === placeBeside(path, 'base') || out === placeBeside(path, 'model')
    ? placeBeside(path, 'facts')
    : `${out.replace(/\.json$/, '')}.facts.json`;

type StatedFacts = Awaited<ReturnType<typeof readFacts>>;

function factsStatement(
  kind: 'data' | 'base' | 'model',
  subject: HashedSubject,
  stated: StatedFacts,
  now: number,
): Statement {
  const at = new Date(now).toISOString();
  const common = { _type: STATEMENT_TYPE, subject: subject.subjects } as const;
  const textOf = (name: string) => (stated[name] as string | undefined) ?? null;
  const listIn = (name: string) => listOf(stated[name] as string | readonly string[] | undefined);
  if (kind === 'data') {
    const facts: DataFacts = {
      supplier: textOf('supplier'),
      licence: textOf('licence'),
      origin: listIn('origin'),
      rows: (stated.rows as number | undefined) ?? null,
      languages: listIn('languages'),
      personalData: textOf('personalData'),
      results: stated.results,
      at,
      note: textOf('note'),
    };
    return { ...common, predicateType: PREDICATES.data, predicate: dataPredicate(facts) };
  }
  const facts: ModelFacts = {
    supplier: textOf('supplier'),
    model: textOf('model'),
    version: textOf('version'),
    kind: textOf('kind'),
    licence: textOf('licence'),
    origin: textOf('origin'),
    intendedUse: listIn('intendedUse'),
    limits: listIn('limits'),
    results: stated.results,
    at,
    note: textOf('note'),
  };
  return { ...common, predicateType: PREDICATES.model, predicate: modelPredicate(facts) };
}
