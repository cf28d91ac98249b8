import { isWellFormed, utf8 } from '../../tlog/index.ts';
import { arrayAt, objectAt, optionalTextAt, shown, textAt } from '../encoding/shape.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { MAX_PAYLOAD_BYTES } from '../envelope/envelope.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { STATEMENT_TYPE, type Statement, type StatementSubject } from '../statement.ts';

const MAX_SUBJECTS = 100_000;

/** Number of hex digits of the digests whose length is known; others only have to be hex (in-toto, digest_set.md). */
const HEX_DIGITS: Readonly<Record<string, number>> = {
  sha256: 64,
  sha224: 56,
  sha384: 96,
  sha512: 128,
  sha512_224: 56,
  sha512_256: 64,
  sha3_224: 56,
  sha3_256: 64,
  sha3_384: 96,
  sha3_512: 128,
  sha1: 40,
  md5: 32,
};

/** Digests that in-toto writes in base64. */
const IN_BASE64: ReadonlySet<string> = new Set(['dirHash', 'goModuleH1']);

function digestsAt(value: unknown, place: string): Readonly<Record<string, string>> {
  const digests = objectAt(value, place);
  if (Object.keys(digests).length === 0) throw new ProvenanceError('bad-digest', `${place}: {}`);
  for (const [algorithm, digest] of Object.entries(digests)) {
    const text = textAt(digest, `${place}.${algorithm}`);
    const digits = Object.hasOwn(HEX_DIGITS, algorithm) ? HEX_DIGITS[algorithm] : undefined;
    const good = IN_BASE64.has(algorithm)
      ? /^[\x21-\x7e]+$/.test(text)
      : /^[0-9a-f]+$/.test(text) && (digits === undefined || digits === text.length);
    if (!good) throw new ProvenanceError('bad-digest', `${place}.${algorithm}: ${shown(text)}`);
  }
  return digests as Readonly<Record<string, string>>;
}

function subjectAt(value: unknown, place: string): StatementSubject {
  const subject = objectAt(value, place);
  const name = optionalTextAt(subject.name, `${place}.name`) ?? '';
  return { name, digest: digestsAt(subject.digest, `${place}.digest`) };
}

/**
 * Parses the in-toto statement (v1) in a payload. Fields unknown to in-toto are ignored, as it requires; the predicate
 * is not examined. Throws a `ProvenanceError`: `too-large` over 10 MiB or 100,000 subjects, `not-json`,
 * `duplicate-key`, `statement-type`, `no-subject`, `bad-digest`, `malformed`.
 */
export function parseStatement(payload: Uint8Array): Statement {
  const value = objectAt(parseStrictJson(payload, MAX_PAYLOAD_BYTES, 'statement'), 'statement');
  if (value._type !== STATEMENT_TYPE) throw new ProvenanceError('statement-type', shown(value._type));
  const subjects = arrayAt(value.subject ?? [], 'subject');
  if (subjects.length === 0) throw new ProvenanceError('no-subject', 'subject');
  if (subjects.length > MAX_SUBJECTS) throw new ProvenanceError('too-large', 'subject');
  const predicateType = textAt(value.predicateType, 'predicateType');
  if (predicateType === '') throw new ProvenanceError('predicate-type', '""');
  return {
    _type: STATEMENT_TYPE,
    subject: subjects.map((subject, i) => subjectAt(subject, `subject[${i}]`)),
    predicateType,
    predicate: value.predicate ?? null,
  };
}

/**
 * Formats the bytes to sign: JSON without white space, fields in a fixed order. Throws what `parseStatement` would
 * throw for them.
 */
export function formatStatement({ _type, subject, predicateType, predicate }: Statement): Uint8Array {
  const ill = subject.find(({ name }) => !isWellFormed(name));
  if (ill !== undefined) throw new ProvenanceError('unsafe-name', shown(ill.name));
  const bytes = utf8(JSON.stringify({ _type, subject, predicateType, predicate }));
  parseStatement(bytes);
  return bytes;
}
