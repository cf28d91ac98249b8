import type { OpenedStatement, VerificationCheck } from '../../schema/index.ts';
import { isSha256, toHex } from '../encoding/hex.ts';
import { parseInstant } from '../encoding/instant.ts';
import { readFolderSigning } from '../model-signing/folder-signing.ts';
import { type PredicateReading, predicateKind } from '../predicates/predicate-kinds.ts';
import { parseSignedFile, type SignedFile } from '../sigstore/signed-file.ts';
import { parseStatement } from '../statement/parse-statement.ts';
import { PREDICATES, type Statement } from '../statement.ts';
import { check, failedBy } from './check.ts';
import { claimChecks, claimsOf } from './claims.ts';
import type { DigestAtHand, StatementTrust, VerifiedStatement } from './trust.ts';
import { verifySignature } from './verify-signature.ts';

/** Maximum difference between the clocks of signer and verifier. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** Maximum number of subjects listed; all of them are compared with what is at hand. */
const MAX_LISTED_SUBJECTS = 1000;

function subjectChecks(statement: Statement, path: string, atHand: readonly DigestAtHand[]): VerificationCheck[] {
  const names = new Map(atHand.map(({ name, sha256 }) => [sha256, name]));
  const fitting = statement.subject.filter(({ digest }) => digest.sha256 !== undefined && names.has(digest.sha256));
  const passed = fitting.map(({ digest }) => {
    const name = names.get(digest.sha256!)!;
    const detail = { en: `${name} is a subject of the statement.`, ja: `${name} はこのステートメントの対象です。` };
    return check('subject', 'passed', detail, { path, expected: digest.sha256!, found: digest.sha256! });
  });
  if (passed.length > 0) return passed;
  const expected = statement.subject[0]!.digest.sha256 ?? null;
  if (statement.predicateType === PREDICATES.manifest && statement.subject.every(({ digest }) => !digest.sha256)) {
    const detail = {
      en: 'A manifest is about records, which were not compared here: zenbun prove makes a proof of one, and zenbun verify PROOF checks it.',
      ja: 'マニフェストの対象はレコードであり、ここでは照合していません。zenbun prove で証明を作成し、zenbun verify で検証してください。',
    };
    return [check('subject', 'not-checked', detail, { path })];
  }
  if (atHand.length === 0) {
    const detail = {
      en: 'What the statement is about was not compared: no file or folder was given for it.',
      ja: '対象のファイルまたはフォルダーが指定されていないため、照合していません。',
    };
    return [check('subject', 'not-checked', detail, { path, expected })];
  }
  const { name, sha256 } = atHand[0]!;
  const detail = {
    en: `The statement is not about ${name}.`,
    ja: `このステートメントは ${name} を対象としていません。`,
  };
  return [check('subject', 'failed', detail, { path, expected, found: sha256 })];
}

/** Compares things that a statement names by digest with what is at hand. */
function dependencyChecks(
  reading: PredicateReading,
  path: string,
  atHand: readonly DigestAtHand[],
): VerificationCheck[] {
  return reading.dependencies.flatMap(({ name, uri, role, sha256 }) => {
    const there = sha256 === null ? undefined : atHand.find((each) => each.sha256 === sha256);
    if (there === undefined) return [];
    const what = name ?? uri ?? role ?? sha256!;
    const detail = {
      en: `It names ${what}, and ${there.name} has the digest that it states.`,
      ja: `記載された ${what} のダイジェストは、${there.name} と一致します。`,
    };
    return [check('dependency', 'passed', detail, { path, expected: sha256, found: there.sha256 })];
  });
}

function timeChecks(at: string | null, path: string, now: number): VerificationCheck[] {
  const time = at === null ? null : parseInstant(at);
  if (at === null || time === null || time <= now + CLOCK_SKEW_MS) return [];
  const detail = { en: `The statement is dated in the future: ${at}.`, ja: `ステートメントの日時が未来です：${at}` };
  return [check('future-time', 'failed', detail, { path, found: at })];
}

export interface StatementInput {
  /** Its name in the result. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Digests computed from bytes: of the statement's subject, and of what it was made from. */
  readonly atHand: readonly DigestAtHand[];
  readonly trust: StatementTrust;
}

interface ReadStatement {
  readonly checks: readonly VerificationCheck[];
  readonly reading: PredicateReading;
}

function readStatement(statement: Statement, { path, atHand, trust: { sha256, now } }: StatementInput): ReadStatement {
  const kind = predicateKind(statement.predicateType, statement.predicate);
  let reading: PredicateReading = { at: null, dependencies: [] };
  const checks: VerificationCheck[] = [];
  try {
    if (statement.predicateType === PREDICATES.signing) readFolderSigning(statement, sha256);
    reading = kind?.read(statement.predicate) ?? reading;
  } catch (error) {
    checks.push(failedBy(error, path));
  }
  checks.push(...timeChecks(reading.at, path, now));
  const { claims, more } = claimsOf(statement, kind?.compared ?? []);
  const isAtHand = (field: string, value: string) =>
    field.endsWith('.digest.sha256') && atHand.some((one) => one.sha256 === value);
  const unseen = claims.filter(({ field, value }) => !isAtHand(field, value));
  return { checks: [...checks, ...claimChecks({ claims: unseen, more }, path)], reading };
}

function unread(path: string, checks: readonly VerificationCheck[]): VerifiedStatement {
  return { path, statement: null, opened: null, signers: [], checks };
}

function openedOf(path: string, file: SignedFile, statement: Statement, at: string | null, trust: StatementTrust) {
  const subjects = statement.subject.slice(0, MAX_LISTED_SUBJECTS).map(({ name, digest }) => ({
    name,
    sha256: isSha256(digest.sha256) ? digest.sha256 : null,
  }));
  const sha256 = toHex(trust.sha256(file.envelope.payload));
  return { path, sha256, predicateType: statement.predicateType, subjects, at };
}

/**
 * Reads one signed statement and checks everything that can be checked without its folder: form, signature, certificate
 * outcome, shape of a known predicate, subjects and dependencies at hand, times. The rest is listed as claimed, field
 * by field. Never throws because of the content of the bytes.
 */
export function verifyStatement(input: StatementInput): VerifiedStatement {
  const { path, bytes, atHand, trust } = input;
  let file: SignedFile;
  try {
    file = parseSignedFile(bytes);
  } catch (error) {
    return unread(path, [failedBy(error, path)]);
  }
  let statement: Statement;
  try {
    statement = parseStatement(file.envelope.payload);
  } catch (error) {
    return unread(path, [failedBy(error, path), ...verifySignature(file, null, path, trust).checks]);
  }
  const { signers, checks } = verifySignature(file, statement.predicateType, path, trust);
  const read = readStatement(statement, input);
  const signedBy = signers.map(({ name, fingerprint }) => ({ name, fingerprint }));
  const opened: OpenedStatement = { ...openedOf(path, file, statement, read.reading.at, trust), signedBy };
  const all = [
    ...checks,
    ...subjectChecks(statement, path, atHand),
    ...dependencyChecks(read.reading, path, atHand),
    ...read.checks,
  ];
  return { path, statement, opened, signers, checks: all };
}
