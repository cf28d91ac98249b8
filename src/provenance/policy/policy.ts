import { isSha256, sha256At } from '../encoding/hex.ts';
import { arrayAt, type JsonFields, nameAt, objectAt, onlyFields, optionalTextAt, shown } from '../encoding/shape.ts';
import type { VerifyingKey } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { PREDICATES } from '../statement.ts';

/** Whom a certificate names, and who vouches for that. */
export interface CertificateIdentity {
  /** A subject's alternative name, sign for sign: an address, a URI. */
  readonly identity: string;
  /** The OpenID Connect issuer, or the issuer's name; null: any that the given roots vouch for. */
  readonly issuer: string | null;
}

/** Somebody whose signature counts, and for what. */
export interface PolicySigner {
  readonly name: string;
  /** SHA-256 of SPKI, lower-case hex. */
  readonly fingerprints: readonly string[];
  readonly identities: readonly CertificateIdentity[];
  /** Predicate types; null: all. */
  readonly may: readonly string[] | null;
}

/** Whose word counts, what must be there, and what is not wanted. */
export interface ProvenancePolicy {
  readonly signers: readonly PolicySigner[];
  /** The keys that the policy's file names, to verify with. */
  readonly keys: readonly VerifyingKey[];
  /** Predicate types of which there must be a statement by somebody who may sign it. */
  readonly required: readonly string[];
  /** SHA-256 of what may be used; null: of anything. */
  readonly allowed: readonly string[] | null;
  readonly denied: readonly string[];
  /** Days that a statement counts, by predicate type; under `*` of those that are not named. */
  readonly maxAgeDays: Readonly<Record<string, number>>;
  /** What must be shown about hands; null: nothing. */
  readonly custody: { readonly from: string | null; readonly to: string | null } | null;
}

/** Type of a predicate by its short name (`data`, `train`, …) or as it stands. */
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

/** Opens what stands under `keys` and is no fingerprint: the path of a file, or a key in PEM. Throws where it cannot. */
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

/** What stands in the first line of a policy. */
export const POLICY_SCHEMA = 'zenbun.policy/1';
const FIELDS = ['schema', 'signers', 'require', 'allow', 'deny', 'maxAgeDays', 'custody'];

/**
 * The policy in a value as YAML or JSON gives it: `{schema, signers: [{name, keys, certificates, may}], require, allow, deny, maxAgeDays, custody}`.
 * A field that it does not know is refused: a misspelt `deny` must not be a policy that denies nothing. Throws a `ProvenanceError` with the place.
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
