import { isSha256, sha256At } from '../encoding/hex.ts';
import { arrayAt, type JsonFields, nameAt, objectAt, onlyFields, optionalTextAt, shown } from '../encoding/shape.ts';
import type { VerifyingKey } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { PREDICATES } from '../statement.ts';

/** The person or service named by a certificate, and who vouches for that. */
export interface CertificateIdentity {
  /** A subject alternative name, compared literally: an address or a URI. */
  readonly identity: string;
  /** The OpenID Connect issuer, or the issuer's name; null for any that the given roots vouch for. */
  readonly issuer: string | null;
}

/** Somebody whose signature counts, and for which statements. */
export interface PolicySigner {
  readonly name: string;
  /** SHA-256 of SPKI, lower-case hex. */
  readonly fingerprints: readonly string[];
  readonly identities: readonly CertificateIdentity[];
  /** Predicate types; null for all. */
  readonly may: readonly string[] | null;
}

/** Whose word counts, what is required, and what is denied. */
export interface ProvenancePolicy {
  readonly signers: readonly PolicySigner[];
  /** The keys named in the policy's file, for verification. */
  readonly keys: readonly VerifyingKey[];
  /** Predicate types for which a statement by a permitted signer is required. */
  readonly required: readonly string[];
  /** SHA-256 of what may be used; null for anything. */
  readonly allowed: readonly string[] | null;
  readonly denied: readonly string[];
  /** Validity of a statement in days, by predicate type; `*` applies to types not named. */
  readonly maxAgeDays: Readonly<Record<string, number>>;
  /** Requirements on custody; null for none. */
  readonly custody: { readonly from: string | null; readonly to: string | null } | null;
}

/** Returns the type of a predicate, given its short name (`data`, `train`, …) or the type itself. */
function predicateAt(value: unknown, place: string): string {
  const name = nameAt(value, place);
  if (Object.hasOwn(PREDICATES, name)) return PREDICATES[name as keyof typeof PREDICATES];
  if (!name.includes(':')) throw new ProvenanceError('malformed', `${place}: ${shown(name)}`);
  return name;
}

const listAt = <T>(value: unknown, place: string, each: (value: unknown, place: string) => T): readonly T[] =>
  (value ?? null) === null ? [] : arrayAt(value, place).map((item, i) => each(item, `${place}[${i}]`));

function identityAt(value: unknown, place: string): CertificateIdentity {
  const certificate = objectAt(value, place);
  onlyFields(certificate, ['identity', 'issuer'], place);
  return {
    identity: nameAt(certificate.identity, `${place}.identity`),
    issuer: optionalTextAt(certificate.issuer, `${place}.issuer`),
  };
}

/** Opens an entry under `keys` that is not a fingerprint: the path of a file, or a key in PEM. Throws if it cannot. */
export type OpenPolicyKey = (key: string, place: string) => VerifyingKey;

function signerAt(value: unknown, place: string, open: OpenPolicyKey, keys: VerifyingKey[]): PolicySigner {
  const signer = objectAt(value, place);
  onlyFields(signer, ['name', 'keys', 'certificates', 'may'], place);
  const fingerprints = listAt(signer.keys, `${place}.keys`, (key, at) => {
    const text = nameAt(key, at);
    if (isSha256(text)) return text;
    const opened = open(text, at);
    keys.push(opened);
    return opened.fingerprint;
  });
  const identities = listAt(signer.certificates, `${place}.certificates`, identityAt);
  if (fingerprints.length + identities.length === 0)
    throw new ProvenanceError('malformed', `${place}: keys, certificates: (absent)`);
  const may = (signer.may ?? null) === null ? null : listAt(signer.may, `${place}.may`, predicateAt);
  return { name: nameAt(signer.name, `${place}.name`), fingerprints, identities, may };
}

function daysAt(value: unknown, place: string): number {
  if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value))
    throw new ProvenanceError('malformed', `${place}: ${shown(value)}`);
  return value;
}

function agesAt(value: unknown): Readonly<Record<string, number>> {
  if ((value ?? null) === null) return {};
  if (typeof value === 'number') return { '*': daysAt(value, 'maxAgeDays') };
  const ages = Object.entries(objectAt(value, 'maxAgeDays'));
  return Object.fromEntries(
    ages.map(([name, days]) => {
      const place = `maxAgeDays.${name}`;
      return [name === '*' ? name : predicateAt(name, place), daysAt(days, place)];
    }),
  );
}

function custodyAt(value: unknown): ProvenancePolicy['custody'] {
  if ((value ?? null) === null || value === false) return null;
  if (value === true) return { from: null, to: null };
  const place = 'custody';
  const custody = objectAt(value, place);
  const ends = { from: custody.from, to: custody.to };
  onlyFields(custody, Object.keys(ends), place);
  return { from: optionalTextAt(ends.from, `${place}.from`), to: optionalTextAt(ends.to, `${place}.to`) };
}

/** The value of a policy's `schema` field. */
export const POLICY_SCHEMA = 'zenbun.policy/1';
const FIELDS = ['schema', 'signers', 'require', 'allow', 'deny', 'maxAgeDays', 'custody'];

/**
 * Parses a policy from a value as read from YAML or JSON: `{schema, signers: [{name, keys, certificates, may}],
 * require, allow, deny, maxAgeDays, custody}`. Unknown fields are refused: a misspelt `deny` must not become a policy
 * that denies nothing. Throws a `ProvenanceError` with the place.
 */
export function parsePolicy(value: unknown, open: OpenPolicyKey): ProvenancePolicy {
  const policy: JsonFields = objectAt(value, 'policy');
  onlyFields(policy, FIELDS, '');
  if (policy.schema !== POLICY_SCHEMA) throw new ProvenanceError('malformed', `schema: ${shown(policy.schema)}`);
  const keys: VerifyingKey[] = [];
  return {
    signers: listAt(policy.signers, 'signers', (signer, place) => signerAt(signer, place, open, keys)),
    keys,
    required: listAt(policy.require, 'require', predicateAt),
    allowed: (policy.allow ?? null) === null ? null : listAt(policy.allow, 'allow', sha256At),
    denied: listAt(policy.deny, 'deny', sha256At),
    maxAgeDays: agesAt(policy.maxAgeDays),
    custody: custodyAt(policy.custody),
  };
}
