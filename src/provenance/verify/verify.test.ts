import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  type Changeable,
  edited,
  makeKey,
  sha256,
  sha256Hex,
  statementOf,
} from '../../../test/provenance-keys.ts';
import { custodyChecks } from '../custody/custody-checks.ts';
import { formatEnvelope } from '../envelope/envelope.ts';
import { faultyEncoding } from '../envelope/pae.ts';
import { signPayload } from '../envelope/sign-payload.ts';
import { folderStatement } from '../model-signing/sign-folder.ts';
import { parsePolicy } from '../policy/policy.ts';
import type { FolderListing, SigningKey } from '../ports.ts';
import { dataPredicate, readDataFacts } from '../predicates/data-facts.ts';
import { handoverPredicate } from '../predicates/handover.ts';
import { trainingPredicate } from '../predicates/training-facts.ts';
import { signStatement } from '../sigstore/sign-statement.ts';
import { BUNDLE_MEDIA_TYPE, formatBundle, parseBundle } from '../sigstore/sigstore-bundle.ts';
import { formatStatement } from '../statement/parse-statement.ts';
import { PREDICATES, STATEMENT_PAYLOAD, type Statement } from '../statement.ts';
import { claimsOf } from './claims.ts';
import type { CertificateOutcome, DigestAtHand, StatementTrust, VerifiedStatement } from './trust.ts';
import { verdictOf } from './verdict.ts';
import { folderSigningIn, verifyFolder } from './verify-folder.ts';
import { verifyStatement } from './verify-statement.ts';

const alice = makeKey('ecdsa-p256', 'alice.pem');
const bob = makeKey('ecdsa-p521', 'bob.pem');
const edwards = makeKey('ed25519', 'ed.pem');
const NOW = Date.parse('2026-11-30T12:00:00Z');
const THING = { name: 'thing.bin', sha256: sha256Hex('a thing') };
const TRUST: StatementTrust = { keys: [alice], certificate: null, policy: null, now: NOW, sha256 };

const facts = { ...readDataFacts({}), supplier: 'Supplier A', rows: 3, at: '2026-11-30T09:00:00Z' };
const statement = statementOf(PREDICATES.data, dataPredicate(facts));
const good = signStatement(statement, alice);

function verify(bytes: Uint8Array, trust: Partial<StatementTrust> = {}, atHand: readonly DigestAtHand[] = [THING]) {
  return verifyStatement({ path: 's.json', bytes, atHand, trust: { ...TRUST, ...trust } });
}
const named = (verified: VerifiedStatement, state: string) =>
  verified.checks.filter((each) => each.state === state).map(({ check }) => check);
const failures = (verified: VerifiedStatement) => named(verified, 'failed');

describe('a statement', () => {
  test('signed by a given key, about a file at hand: valid, and its fields are named as claimed', () => {
    const verified = verify(good);
    expect(verdictOf([verified])).toBe('valid');
    expect(named(verified, 'passed')).toEqual(['signature', 'subject']);
    const claims = verified.checks
      .filter(({ state }) => state === 'claimed')
      .map(({ detail, found }) => [detail.en.split(' ')[0], found]);
    expect(claims).toEqual([
      ['subject[0].name', 'thing'],
      ['predicate.supplier', 'Supplier A'],
      ['predicate.rows', '3'],
      ['predicate.at', '2026-11-30T09:00:00Z'],
    ]);
    expect(verified.opened).toEqual({
      path: 's.json',
      sha256: sha256Hex(parseBundle(good).envelope.payload as never),
      predicateType: PREDICATES.data,
      subjects: [{ name: 'thing', sha256: THING.sha256 }],
      signedBy: [{ name: 'alice.pem', fingerprint: alice.fingerprint }],
      at: facts.at,
    });
  });

  test('without a key, or with nothing at hand: incomplete', () => {
    expect(verdictOf([verify(good, { keys: [] })])).toBe('incomplete');
    expect(named(verify(good, { keys: [] }), 'not-checked')).toEqual(['signature']);
    expect(verdictOf([verify(good, {}, [])])).toBe('incomplete');
    expect(named(verify(good, {}, []), 'not-checked')).toEqual(['subject']);
    expect(verdictOf([])).toBe('incomplete');
  });

  test('signed by another key: invalid, or incomplete where many signers are expected', () => {
    expect(failures(verify(good, { keys: [bob] }))).toEqual(['other-key']);
    const other = verify(good, { keys: [bob], otherSigners: 'not-checked' });
    expect([failures(other), verdictOf([other])]).toEqual([[], 'incomplete']);
  });

  test('about something else: invalid', () => {
    expect(failures(verify(good, {}, [{ name: 'x', sha256: sha256Hex('x') }]))).toEqual(['subject']);
  });

  test('dated in the future: invalid; a few minutes are the clock', () => {
    const dated = (at: string) => signStatement(statementOf(PREDICATES.data, { at }), alice);
    expect(failures(verify(dated('2026-11-30T12:05:00Z')))).toEqual([]);
    expect(failures(verify(dated('2026-11-30T12:05:01Z')))).toEqual(['future-time']);
  });

  test('with a predicate that is not in shape: invalid; of an unknown kind: its fields are claimed', () => {
    expect(failures(verify(signStatement(statementOf(PREDICATES.data, { rows: 'many' }), alice)))).toEqual([
      'malformed',
    ]);
    const unknown = verify(signStatement(statementOf('urn:example:1', { a: [true, null, {}] }), alice));
    expect(verdictOf([unknown])).toBe('valid');
    expect(named(unknown, 'claimed')).toHaveLength(3);
  });

  test('what it was made from is compared where it is at hand', () => {
    const base = { name: 'base', uri: null, sha256: sha256Hex('base'), role: 'base', version: null };
    const training = {
      parameters: {},
      dependencies: [base],
      builder: 'b',
      run: null,
      startedOn: null,
      finishedOn: null,
      byproducts: [],
    };
    const bytes = signStatement(statementOf(PREDICATES.train, trainingPredicate(training)), alice);
    expect(named(verify(bytes), 'passed')).toEqual(['signature', 'subject']);
    expect(named(verify(bytes, {}, [THING, { name: 'base', sha256: base.sha256 }]), 'passed')).toEqual([
      'signature',
      'subject',
      'dependency',
    ]);
  });

  test('in an envelope alone is verified alike, by one of several signers', () => {
    const bytes = formatEnvelope(signPayload(formatStatement(statement), STATEMENT_PAYLOAD, [bob, edwards, alice]));
    expect(verdictOf([verify(bytes)])).toBe('valid');
    expect(failures(verify(bytes, { keys: [makeKey('ed25519', 'x')] }))).toEqual(['bad-signature']);
  });

  test('of more fields than are listed says so', () => {
    const many = verify(
      signStatement(
        statementOf(
          'urn:example:1',
          Array.from({ length: 300 }, (_, i) => i),
        ),
        alice,
      ),
    );
    expect(many.checks.at(-1)).toMatchObject({ state: 'claimed', detail: { en: expect.stringContaining('101 more') } });
  });
});

test('any other byte of payload or signature: invalid, and the signature is the reason or among them', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 255 }), (inPayload, at, bits) => {
      const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === at % bytes.length ? byte ^ bits : byte));
      const bundle = parseBundle(good);
      const { payload, signatures } = bundle.envelope;
      const envelope = inPayload
        ? { ...bundle.envelope, payload: flip(payload) }
        : { ...bundle.envelope, signatures: [{ sig: flip(signatures[0]!.sig), keyid: '' }] };
      const verified = verify(formatBundle({ ...bundle, envelope }));
      expect(verdictOf([verified])).toBe('invalid');
      expect(failures(verified)).toContain('bad-signature');
    }),
    { numRuns: 300 },
  );
});

test('any other byte of the file: never a throw, and valid only where the signed bytes are the same', () => {
  const bundle = parseBundle(good);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const verified = verify(good.map((byte, i) => (i === at ? byte ^ bits : byte)));
      if (verdictOf([verified]) === 'valid')
        expect(verified.opened!.sha256).toBe(sha256Hex(bundle.envelope.payload as never));
      else expect(failures(verified)).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
});

describe('certificates', () => {
  const chained = signStatement(statement, alice, [Uint8Array.of(1)]);
  const outcome = (fields: Partial<CertificateOutcome> = {}): CertificateOutcome => ({
    state: 'passed',
    key: { ...alice, name: 'certificate' },
    identity: 'ci@example.com',
    issuer: 'https://issuer.example',
    detail: { en: 'A given root vouches for it.', ja: '指定されたルート証明書で検証しました。' },
    ...fields,
  });
  const withOutcome = (fields: Partial<CertificateOutcome> = {}, trust: Partial<StatementTrust> = {}) =>
    verify(chained, { keys: [], certificate: outcome(fields), ...trust });

  test('a given root vouches', () => {
    expect(verdictOf([withOutcome()])).toBe('valid');
    expect(withOutcome().signers).toEqual([
      {
        name: 'ci@example.com',
        fingerprint: alice.fingerprint,
        identity: 'ci@example.com',
        issuer: 'https://issuer.example',
        vouchedBy: 'certificate',
      },
    ]);
  });

  test('not checked, or checked by nobody: incomplete, and it gives no name', () => {
    expect(verdictOf([withOutcome({ state: 'not-checked' })])).toBe('incomplete');
    expect(withOutcome({ state: 'not-checked' }).signers[0]).toMatchObject({ identity: null, vouchedBy: null });
    expect(verdictOf([verify(chained, { keys: [] })])).toBe('incomplete');
  });

  test('not checked, but its key was given, or a policy names it: valid', () => {
    expect(verdictOf([verify(chained)])).toBe('valid');
    const signers = [{ name: 'A', keys: [alice.fingerprint] }];
    const policy = parsePolicy({ schema: 'zenbun.policy/1', signers }, () => alice);
    const vouched = withOutcome({ state: 'not-checked' }, { policy });
    expect([verdictOf([vouched]), vouched.signers[0]!.vouchedBy]).toEqual(['valid', 'policy']);
  });

  test('failed, or of another key than signed: invalid', () => {
    expect(failures(withOutcome({ state: 'failed' }))).toEqual(['certificate']);
    expect(failures(withOutcome({ key: bob }))).toEqual(['bad-signature']);
  });
});

const LISTING: FolderListing = {
  files: ['a.bin', 'b.bin'].map((name) => ({ name, sha256: sha256Hex(name), bytes: 5 })),
  ignored: [],
};
const folderBundle = (key: SigningKey) =>
  signStatement(folderStatement('weights', LISTING, { ignorePaths: ['.git'], allowSymlinks: false }, sha256), key);

describe('a folder', () => {
  const verifyWeights = (bytes: Uint8Array, listing = LISTING, trust: Partial<StatementTrust> = {}) =>
    verifyFolder({ folder: 'weights', path: 'model.sig', bytes, listing, trust: { ...TRUST, ...trust } });
  const signed = folderBundle(alice);
  /** Signs by hand, for variants that `signStatement` does not write. */
  const handMade = (whole: Statement, key: SigningKey, fields: Changeable = {}) =>
    formatBundle({
      mediaType: BUNDLE_MEDIA_TYPE,
      material: { kind: 'public-key', hint: key.pemHint, rawBytes: null },
      logEntries: [],
      timestamps: [],
      envelope: signPayload(formatStatement(whole), STATEMENT_PAYLOAD, [key]),
      ...fields,
    });
  const folder = folderStatement('weights', LISTING, { ignorePaths: ['.git'], allowSymlinks: false }, sha256);

  test('as it was signed: valid', () => {
    const verified = verifyWeights(signed);
    expect(verdictOf([verified])).toBe('valid');
    expect(named(verified, 'passed')).toEqual(['signature', 'file-digest']);
    expect(verified.subject).toEqual({
      kind: 'folder',
      path: 'weights',
      sha256: folder.subject[0]!.digest.sha256,
      files: 2,
      bytes: 10,
    });
    expect(folderSigningIn(signed, sha256).ignorePaths).toEqual(['.git']);
  });

  test('with ignored paths it is still valid, and they are named as not looked at', () => {
    const verified = verifyWeights(signed, { ...LISTING, ignored: ['.git'] });
    expect([verdictOf([verified]), named(verified, 'not-checked')]).toEqual(['valid', ['ignored-path']]);
  });

  test('with one file more, or none: invalid', () => {
    const more = { ...LISTING, files: [...LISTING.files, { name: 'c', sha256: sha256Hex('c'), bytes: 1 }] };
    expect(failures(verifyWeights(signed, more))).toEqual(['unsigned-file']);
    expect(failures(verifyWeights(signed, { files: [], ignored: [] }))).toEqual(['missing-file', 'missing-file']);
  });

  test('with another statement than one about a folder: invalid', () => {
    expect(failures(verifyWeights(good))).toEqual(['predicate-type']);
    expect(() => folderSigningIn(good, sha256)).toThrow(expect.objectContaining({ refusal: 'predicate-type' }));
  });

  test('each refusal once, by its reason', () => {
    const reversed = structuredClone(folder) as Changeable;
    reversed.predicate.resources.reverse();
    expect(failures(verifyWeights(handMade(reversed, alice)))).toEqual(['not-sorted']);
    expect(failures(verifyWeights(handMade(folder, edwards), LISTING, { keys: [edwards] }))).toEqual(['key-kind']);
    const hint = { material: { kind: 'public-key', hint: bob.pemHint, rawBytes: null } };
    expect(failures(verifyWeights(handMade(folder, alice, hint)))).toEqual(['other-key']);
    const payload = formatStatement(folder);
    const sig = alice.sign(faultyEncoding(STATEMENT_PAYLOAD, payload));
    const envelope = { payloadType: STATEMENT_PAYLOAD, payload, signatures: [{ sig, keyid: '' }] };
    expect(failures(verifyWeights(handMade(folder, alice, { envelope })))).toEqual(['old-envelope']);
    expect(failures(verifyWeights(bytesOf('{}')))).toEqual(['media-type']);
  });

  test('older bundles name the key by its bytes', () => {
    const rawBytes = new TextEncoder().encode(alice.pem);
    const old = handMade(folder, alice, { material: { kind: 'public-key', hint: null, rawBytes } });
    expect(verdictOf([verifyWeights(old)])).toBe('valid');
    const broken = edited(old, (bundle) => {
      bundle.dsseEnvelope.signatures[0].sig = Buffer.from(alice.sign(bytesOf('x'))).toString('base64');
    });
    expect(failures(verifyWeights(broken))).toEqual(['bad-signature']);
  });

  test('entries of a log beside a given key are named as not checked, and decide nothing', () => {
    const logged = handMade(folder, alice, { logEntries: [{}], timestamps: [Uint8Array.of(1)] });
    expect(named(verifyWeights(logged), 'not-checked')).toEqual(['log-entry', 'timestamp']);
    expect(verdictOf([verifyWeights(logged)])).toBe('valid');
  });
});

describe('custody', () => {
  const hand = (
    signer: SigningKey,
    from: SigningKey,
    to: SigningKey,
    previous: string | null,
    at: string,
    path: string,
  ) => {
    const party = ({ name, fingerprint }: SigningKey) => ({ name, key: fingerprint });
    const predicate = handoverPredicate({ from: party(from), to: party(to), at, previous, note: null });
    const bytes = signStatement(statementOf(PREDICATES.handover, predicate), signer);
    return verifyStatement({ path, bytes, atHand: [THING], trust: { ...TRUST, keys: [alice, bob, edwards] } });
  };
  const first = hand(alice, alice, bob, null, '2026-11-28T00:00:00Z', '1.json');
  const second = hand(bob, bob, edwards, first.opened!.sha256, '2026-11-29T00:00:00Z', '2.json');
  const policy = (custody: unknown) => parsePolicy({ schema: 'zenbun.policy/1', custody }, () => alice);

  test('a chain holds, and the policy says from whom to whom', () => {
    const checks = custodyChecks([second, first], policy({ from: 'alice.pem', to: 'ed.pem' }));
    expect(checks.map(({ check, state }) => [check, state])).toEqual([['custody', 'passed']]);
    expect(checks[0]!.detail.en).toContain('alice.pem → bob.pem → ed.pem');
    expect(verdictOf([first, second], checks)).toBe('valid');
    expect(custodyChecks([second, first], policy({ to: 'bob.pem' })).at(-1)).toMatchObject({
      check: 'custody-end',
      state: 'failed',
      path: '2.json',
    });
  });

  test('a missing link and a wrong signer fail by name; none fails where the policy asks for them', () => {
    expect(custodyChecks([second], null).map(({ check }) => check)).toEqual(['custody-missing-link']);
    const wrong = hand(alice, bob, edwards, first.opened!.sha256, '2026-11-29T00:00:00Z', '2.json');
    expect(custodyChecks([first, wrong], null).map(({ check, path }) => [check, path])).toEqual([
      ['custody-other-signer', '2.json'],
    ]);
    expect(custodyChecks([], policy(true))).toMatchObject([{ check: 'custody', state: 'failed' }]);
    expect(custodyChecks([verify(good)], null)).toEqual([]);
  });

  test('a hand-over that cannot be read has failed already, and is no link', () => {
    const broken = verify(signStatement(statementOf(PREDICATES.handover, { from: 'A' }), alice));
    expect(failures(broken)).toEqual(['malformed']);
    expect(custodyChecks([broken], null)).toEqual([]);
  });
});

test('claims leave out what is compared with bytes', () => {
  const about = statementOf('urn:example:1', { a: { b: 1 }, ab: 2, c: [3] });
  expect(claimsOf(about, ['predicate.a', 'predicate.c', 'subject[0].name'])).toEqual({
    claims: [{ field: 'predicate.ab', value: '2' }],
    more: 0,
  });
});
