import { STATEMENT_PAYLOAD, signPayload } from '../../src/provenance/index.ts';
import type { Seeded } from './seeded.ts';
import type { SignedWorld } from './world.ts';

/**
 * A kind of change to something signed, with the acceptable reasons for refusing it. Other parts add theirs to the list
 * of those that run.
 */
export interface ProvenanceMutation {
  readonly name: string;
  /** Description in English, for the page. */
  readonly about: string;
  /** Names of checks, one of which must be the reason. */
  readonly reasons: readonly string[];
  /** Changes the world in place; returns false if there is nothing to change. */
  apply(world: SignedWorld, random: Seeded): boolean;
}

type Json = Record<string, unknown>;
const SIGNATURE = ['bad-signature', 'other-key'];
/** Possible reasons for refusing a broken form; which one applies depends on the changed bit. */
const FORM = [
  'not-json',
  'duplicate-key',
  'malformed',
  'unknown-field',
  'bad-base64',
  'media-type',
  'payload-type',
  'no-envelope',
  'no-key-material',
  'no-signature',
  'statement-type',
  'predicate-type',
  'build-type',
  'bad-digest',
  'subject-digest',
  'unsafe-name',
  'hash-kind',
  'bad-time',
  'no-subject',
  'certificate',
  'signature',
];

const anyStatement = ({ statements }: SignedWorld, random: Seeded): string => random.pick([...statements.keys()]);
const jsonOf = (bytes: Buffer): Json => JSON.parse(bytes.toString('utf8')) as Json;
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

/** Returns a mutation of the JSON of one bundle. */
const ofBundle = (
  name: string,
  about: string,
  reasons: readonly string[],
  change: (bundle: Json, random: Seeded, world: SignedWorld) => unknown,
): ProvenanceMutation => ({
  name,
  about,
  reasons,
  apply(world, random) {
    const file = anyStatement(world, random);
    const bundle = jsonOf(world.statements.get(file)!);
    const changed = change(bundle, random, world);
    if (changed === false) return false;
    world.statements.set(file, Buffer.isBuffer(changed) ? changed : bytesOf(changed ?? bundle));
    return true;
  },
});

interface EnvelopeJson extends Json {
  payload: string;
  payloadType: string;
  signatures: { sig: string; keyid?: string }[];
}
const envelope = (bundle: Json) => bundle.dsseEnvelope as EnvelopeJson;
const statementIn = (bundle: Json): Json => jsonOf(Buffer.from(envelope(bundle).payload, 'base64'));
const setStatement = (bundle: Json, statement: unknown) => {
  envelope(bundle).payload = bytesOf(statement).toString('base64');
};

/** Returns a mutation of a statement that is then re-signed with the trusted key: only its content can give it away. */
const resigned = (
  name: string,
  about: string,
  reasons: readonly string[],
  change: (statement: Json, random: Seeded, world: SignedWorld) => unknown,
  only?: string,
): ProvenanceMutation => ({
  name,
  about,
  reasons,
  apply(world, random) {
    const file = only ?? anyStatement(world, random);
    const bundle = jsonOf(world.statements.get(file)!);
    const statement = statementIn(bundle);
    const changed = change(statement, random, world);
    if (changed === false) return false;
    const payload = Buffer.isBuffer(changed) ? changed : bytesOf(statement);
    const { signatures } = signPayload(payload, STATEMENT_PAYLOAD, [world.key]);
    envelope(bundle).payload = payload.toString('base64');
    envelope(bundle).signatures = signatures.map(({ sig }) => ({
      sig: Buffer.from(sig).toString('base64'),
      keyid: '',
    }));
    world.statements.set(file, bytesOf(bundle));
    return true;
  },
});

interface ResourceJson {
  name: string;
  digest: string;
  algorithm: string;
}
const resourcesOf = (statement: Json) => (statement.predicate as { resources: ResourceJson[] }).resources;
const serializationOf = (statement: Json) => (statement.predicate as { serialization: Json }).serialization;
const flipped = (bytes: Buffer, random: Seeded): Buffer => {
  const changed = Buffer.from(bytes);
  const bit = random.below(changed.length * 8);
  changed[bit >> 3]! ^= 1 << (bit & 7);
  return changed;
};
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: '\u0430',
  e: '\u0435',
  o: '\u043e',
  c: '\u0441',
  i: '\u0456',
};

const OF_FILES: readonly ProvenanceMutation[] = [
  {
    name: 'file-bit',
    about: 'one bit of a signed file',
    reasons: ['file-digest'],
    apply({ files }, random) {
      const name = random.pick([...files.keys()].filter((each) => files.get(each)!.length > 0));
      files.set(name, flipped(files.get(name)!, random));
      return true;
    },
  },
  {
    name: 'file-cut',
    about: 'a signed file ends early',
    reasons: ['file-digest'],
    apply({ files }, random) {
      const name = random.pick([...files.keys()].filter((each) => files.get(each)!.length > 0));
      files.set(name, files.get(name)!.subarray(0, random.below(files.get(name)!.length)));
      return true;
    },
  },
  {
    name: 'file-longer',
    about: 'bytes behind the end of a signed file',
    reasons: ['file-digest'],
    apply({ files }, random) {
      const name = random.pick([...files.keys()]);
      files.set(name, Buffer.concat([files.get(name)!, Buffer.from([random.below(256)])]));
      return true;
    },
  },
  {
    name: 'file-missing',
    about: 'a signed file is gone',
    reasons: ['missing-file'],
    apply({ files }, random) {
      return files.delete(random.pick([...files.keys()]));
    },
  },
  {
    name: 'file-extra',
    about: 'a file that nobody has signed',
    reasons: ['unsigned-file'],
    apply({ files }, random) {
      files.set(`${random.pick(['', 'sub/', 'new/', '.git2/'])}extra-${random.below(1e6)}`, Buffer.from('x'));
      return true;
    },
  },
  {
    name: 'file-renamed',
    about: 'a signed file has another name',
    reasons: ['missing-file', 'unsigned-file'],
    apply({ files }, random) {
      const name = random.pick([...files.keys()]);
      files.set(`${name}-${random.below(100)}`, files.get(name)!);
      return files.delete(name);
    },
  },
  {
    name: 'file-lookalike',
    about: 'a letter of a name is a lookalike of another alphabet',
    reasons: ['missing-file', 'unsigned-file'],
    apply({ files }, random) {
      const name = random.pick([...files.keys()].filter((each) => /[aeoci]/.test(each)));
      const other = name.replace(/[aeoci]/, (letter) => LOOKALIKES[letter]!);
      files.set(other, files.get(name)!);
      return files.delete(name);
    },
  },
  {
    name: 'file-unicode-form',
    about: 'a name in another normal form of Unicode',
    reasons: ['missing-file', 'unsigned-file'],
    apply({ files }) {
      const name = [...files.keys()].find((each) => each.normalize('NFD') !== each)!;
      files.set(name.normalize('NFD'), files.get(name)!);
      return files.delete(name);
    },
  },
  {
    name: 'files-swapped',
    about: 'two signed files have changed places',
    reasons: ['file-digest'],
    apply({ files }, random) {
      const [a, b] = [random.pick([...files.keys()]), random.pick([...files.keys()])];
      const [of, to] = [files.get(a)!, files.get(b)!];
      if (of.equals(to)) return false;
      files.set(a, to).set(b, of);
      return true;
    },
  },
  {
    name: 'file-to-link',
    about: 'a signed file is a symbolic link to the same bytes',
    reasons: ['(refused) unreadable'],
    apply({ files, links }, random) {
      const name = random.pick([...files.keys()]);
      const other = [...files.keys()].find((each) => each !== name)!;
      links.set(name, random.pick(['/etc/hostname', other, '../outside', 'absent']));
      return files.delete(name);
    },
  },
];

const OF_BUNDLES: readonly ProvenanceMutation[] = [
  {
    name: 'bundle-bit',
    about: 'one bit of the file of a statement, in its envelope',
    reasons: [...FORM, ...SIGNATURE],
    apply(world, random) {
      const file = anyStatement(world, random);
      const bytes = world.statements.get(file)!;
      const from = bytes.indexOf('"dsseEnvelope"');
      const to = bytes.indexOf('"keyid"', from);
      const changed = flipped(bytes.subarray(from, to), random);
      world.statements.set(file, Buffer.concat([bytes.subarray(0, from), changed, bytes.subarray(to)]));
      return true;
    },
  },
  {
    name: 'bundle-cut',
    about: 'the file of a statement ends early',
    reasons: ['not-json'],
    apply(world, random) {
      const file = anyStatement(world, random);
      const bytes = world.statements.get(file)!;
      world.statements.set(file, bytes.subarray(0, random.below(bytes.length - 2)));
      return true;
    },
  },
  ofBundle('signature-bit', 'one bit of the signature', [...SIGNATURE], (bundle, random) => {
    const signature = envelope(bundle).signatures[0]!;
    signature.sig = flipped(Buffer.from(signature.sig, 'base64'), random).toString('base64');
  }),
  ofBundle('signature-missing', 'no signature', ['no-signature'], (bundle) => {
    envelope(bundle).signatures = [];
  }),
  ofBundle('signature-empty', 'an empty signature', ['no-signature'], (bundle) => {
    envelope(bundle).signatures[0]!.sig = '';
  }),
  ofBundle('signatures-two', 'a second signature', ['signature-count'], (bundle) => {
    envelope(bundle).signatures.push({ ...envelope(bundle).signatures[0]! });
  }),
  ofBundle(
    'signature-foreign',
    'signed by a stranger, under the name of the trusted key',
    ['bad-signature'],
    (bundle, _, { stranger }) => {
      const { signatures } = signPayload(Buffer.from(envelope(bundle).payload, 'base64'), STATEMENT_PAYLOAD, [
        stranger,
      ]);
      envelope(bundle).signatures = [{ sig: Buffer.from(signatures[0]!.sig).toString('base64'), keyid: '' }];
    },
  ),
  ofBundle('signer-foreign', 'signed by a stranger, under its own name', ['other-key'], (bundle, _, { stranger }) => {
    const { signatures } = signPayload(Buffer.from(envelope(bundle).payload, 'base64'), STATEMENT_PAYLOAD, [stranger]);
    envelope(bundle).signatures = [{ sig: Buffer.from(signatures[0]!.sig).toString('base64'), keyid: '' }];
    (bundle.verificationMaterial as Json).publicKey = { hint: stranger.pemHint };
  }),
  ofBundle(
    'payload-swapped',
    'the payload of another statement under this signature',
    ['bad-signature'],
    (bundle, random, { statements }) => {
      const other = jsonOf(statements.get(random.pick([...statements.keys()]))!);
      if (envelope(other).payload === envelope(bundle).payload) return false;
      envelope(bundle).payload = envelope(other).payload;
      return undefined;
    },
  ),
  ofBundle('payload-reformatted', 'the same statement with other white space', ['bad-signature'], (bundle, random) => {
    const text = JSON.stringify(statementIn(bundle), null, 1 + random.below(4));
    envelope(bundle).payload = Buffer.from(text).toString('base64');
  }),
  ofBundle('payload-reordered', 'the same statement with its fields in another order', ['bad-signature'], (bundle) => {
    setStatement(bundle, Object.fromEntries(Object.entries(statementIn(bundle)).reverse()));
  }),
  ofBundle('payload-type', 'another payload type', ['payload-type'], (bundle, random) => {
    envelope(bundle).payloadType = random.pick(['application/json', 'application/vnd.in-toto+json ', 'text/plain', '']);
  }),
  ofBundle('media-type', 'another media type', ['media-type'], (bundle, random) => {
    bundle.mediaType = random.pick(['application/json', 'application/vnd.dev.sigstore.bundle.v9+json', 7, null]);
  }),
  ofBundle('base64-other', 'base64 without its padding, or of URLs', ['bad-base64'], (bundle, random) => {
    const { payload } = envelope(bundle);
    envelope(bundle).payload = random.pick([`${payload} `, `${payload}=`, `*${payload.slice(1)}`]);
  }),
  ofBundle('field-extra', 'a field that the format does not have', ['unknown-field'], (bundle, random) => {
    random.pick<Json>([bundle, envelope(bundle), envelope(bundle).signatures[0]!])[`extra${random.below(99)}`] = 1;
  }),
  ofBundle(
    'field-missing',
    'a field is gone',
    ['no-envelope', 'no-key-material', 'media-type', 'malformed'],
    (bundle, random) => {
      const [at, name] = random.pick<readonly [Json, string]>([
        [bundle, 'mediaType'],
        [bundle, 'verificationMaterial'],
        [bundle, 'dsseEnvelope'],
        [envelope(bundle), 'payload'],
        [envelope(bundle), 'signatures'],
        [bundle.verificationMaterial as Json, 'publicKey'],
      ]);
      delete at[name];
    },
  ),
  ofBundle(
    'field-type',
    'a field of another type',
    ['malformed', 'no-envelope', 'no-key-material', 'payload-type'],
    (bundle, random) => {
      const at = random.pick<readonly [Json, string]>([
        [bundle, 'verificationMaterial'],
        [bundle, 'dsseEnvelope'],
        [envelope(bundle), 'payload'],
        [envelope(bundle), 'signatures'],
      ]);
      at[0][at[1]] = random.pick<unknown>([7, true, [], 'x']);
      // An empty list of signatures and an unreadable payload are other mutations.
      return Array.isArray(at[0][at[1]]) && at[1] === 'signatures'
        ? false
        : at[1] === 'payload' && at[0][at[1]] === 'x'
          ? false
          : undefined;
    },
  ),
  ofBundle('key-twice', 'a field stands twice', ['duplicate-key'], (bundle, random) => {
    const text = JSON.stringify(bundle);
    const field = random.pick(['"mediaType":"x",', '"dsseEnvelope":{},', '"verificationMaterial":{},']);
    return Buffer.from(`{${field}${text.slice(1)}`);
  }),
  ofBundle('byte-order-mark', 'a byte order mark, or bytes that are not UTF-8', ['not-json'], (bundle, random) =>
    Buffer.concat([Buffer.from(random.pick([[0xef, 0xbb, 0xbf], [0xff], [0xc0, 0x80]])), bytesOf(bundle)]),
  ),
];

const OF_STATEMENTS: readonly ProvenanceMutation[] = [
  resigned('statement-type', 'another type of statement, signed again', ['statement-type'], (statement, random) => {
    statement._type = random.pick<unknown>(['https://in-toto.io/Statement/v0.1', '', 7, null]);
  }),
  resigned('subject-none', 'no subject, signed again', ['no-subject', 'malformed'], (statement) => {
    statement.subject = [];
  }),
  resigned(
    'subject-two',
    'a second subject of a folder, signed again',
    ['subject-count'],
    (statement) => {
      const [subject] = statement.subject as Json[];
      statement.subject = [subject, subject];
    },
    'oms',
  ),
  resigned(
    'subject-digest',
    'another digest of the subject, signed again',
    ['subject-digest', 'subject'],
    (statement, random) => {
      const [subject] = statement.subject as { digest: Json }[];
      subject!.digest = { sha256: random.below(2) === 0 ? 'ab'.repeat(32) : 'cd'.repeat(32) };
      statement.subject = [subject];
    },
  ),
  resigned('digest-form', 'a digest in capitals or too short, signed again', ['bad-digest'], (statement, random) => {
    const [subject] = statement.subject as { digest: Json }[];
    const digest = String(subject!.digest.sha256);
    subject!.digest = { sha256: random.pick([digest.slice(2), `${digest}00`, `AB${digest.slice(2)}`, '']) };
  }),
  resigned(
    'resource-digest',
    'another digest of a file, signed again',
    ['subject-digest'],
    (statement, random) => {
      random.pick(resourcesOf(statement)).digest = 'ef'.repeat(32);
    },
    'oms',
  ),
  resigned(
    'resource-traversal',
    'a name that leads out of the folder, signed again',
    ['unsafe-name'],
    (statement, random) => {
      random.pick(resourcesOf(statement)).name = random.pick([
        '../x',
        '/etc/passwd',
        'a/../../x',
        './x',
        'a//b',
        '',
        'x\u0000y',
        '..',
      ]);
    },
    'oms',
  ),
  resigned(
    'resource-twice',
    'a name stands twice, signed again',
    ['duplicate-name'],
    (statement) => {
      const resources = resourcesOf(statement);
      resources[1] = { ...resources[1]!, name: resources[0]!.name };
    },
    'oms',
  ),
  resigned(
    'resource-order',
    'files in another order, signed again',
    ['not-sorted', 'subject-digest'],
    (statement) => {
      resourcesOf(statement).reverse();
    },
    'oms',
  ),
  resigned(
    'resource-missing',
    'a file is left out of the list, signed again',
    ['subject-digest'],
    (statement, random) => {
      const resources = resourcesOf(statement);
      resources.splice(random.below(resources.length), 1);
    },
    'oms',
  ),
  resigned(
    'hash-kind',
    'another hash, signed again',
    ['hash-kind'],
    (statement, random) => {
      if (random.below(2) === 0) serializationOf(statement).hash_type = random.pick(['blake3', 'sha1', 'SHA256', 7]);
      else random.pick(resourcesOf(statement)).algorithm = 'blake2b';
    },
    'oms',
  ),
  resigned(
    'predicate-type',
    'another type of predicate, signed again',
    ['predicate-type', 'malformed', 'missing-signing', 'content-signature', 'policy-required'],
    (statement, random) => {
      statement.predicateType = random.pick(['https://example.com/other', 'https://model_signing/signature/v2.0']);
    },
    'oms',
  ),
  resigned(
    'time-future',
    'a time in the future, signed again',
    ['future-time', 'custody-time-back'],
    (statement, random) => {
      (statement.predicate as Json).at = `20${40 + random.below(50)}-01-01T00:00:00Z`;
    },
    'facts',
  ),
  resigned(
    'time-form',
    'a time that is none, signed again',
    ['bad-time'],
    (statement, random) => {
      (statement.predicate as Json).at = random.pick<unknown>(['yesterday', '2026-02-30T00:00:00Z', 7, '2026-11-30']);
    },
    'facts',
  ),
  resigned(
    'handover-previous',
    'a hand-over before that is not there, signed again',
    ['custody-missing-link'],
    (statement, random) => {
      (statement.predicate as Json).previous = random.pick(['12', '34']).repeat(32);
    },
    'handover',
  ),
  resigned(
    'handover-key',
    'a hand-over of somebody else’s key, signed again',
    ['custody-other-signer'],
    (statement, _, { stranger }) => {
      (statement.predicate as { from: Json }).from.key = stranger.fingerprint;
    },
    'handover',
  ),
  resigned(
    'build-type',
    'training of another build type of ours, signed again',
    ['build-type'],
    (statement, random) => {
      (statement.predicate as { buildDefinition: Json }).buildDefinition.buildType =
        `urn:zenbun:build:${random.below(99)}`;
    },
    'train',
  ),
  resigned('nested', 'nesting deeper than is read, signed again', ['too-large', 'malformed'], (statement) => {
    const depth = 100;
    const text = JSON.stringify(statement);
    return Buffer.from(`${text.slice(0, -1)},"deep":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  }),
];

/** All kinds of mutations, those of other parts appended; each run makes the same number of each. */
export const PROVENANCE_MUTATIONS: readonly ProvenanceMutation[] = [...OF_FILES, ...OF_BUNDLES, ...OF_STATEMENTS];
