import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, edited, makeKey } from '../../../test/provenance-keys.ts';
import { STATEMENT_PAYLOAD } from '../statement.ts';
import { formatEnvelope, MAX_PAYLOAD_BYTES, parseEnvelope } from './envelope.ts';
import { faultyEncoding, preAuthEncoding } from './pae.ts';
import { openEnvelope, signPayload } from './sign-payload.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const alice = makeKey('ecdsa-p256', 'alice');
const bob = makeKey('ed25519', 'bob');
const carol = makeKey('ecdsa-p384', 'carol');
const payload = bytesOf('{"a":1}');

test('the example of the DSSE specification is encoded as it says', () => {
  const encoded = preAuthEncoding('http://example.com/HelloWorld', bytesOf('hello world'));
  expect(text(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
});

test('lengths are of bytes, and payloads need not be text', () => {
  expect([...preAuthEncoding('é', Uint8Array.of(0xff, 0x20))]).toEqual([...bytesOf('DSSEv1 2 é 2 '), 0xff, 0x20]);
});

test('no two pairs of type and payload have one encoding', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array(), fc.string(), fc.uint8Array(), (a, b, c, d) => {
      fc.pre(a !== c || Buffer.compare(b, d) !== 0);
      expect(Buffer.compare(preAuthEncoding(a, b), preAuthEncoding(c, d))).not.toBe(0);
    }),
  );
});

test('signed, written and read again, it opens for each key that signed and for no other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.subarray([alice, bob, carol], { minLength: 1 }), (bytes, keys) => {
      const envelope = parseEnvelope(formatEnvelope(signPayload(bytes, STATEMENT_PAYLOAD, keys)), STATEMENT_PAYLOAD);
      expect([...envelope.payload]).toEqual([...bytes]);
      expect(openEnvelope(envelope, [alice, bob, carol])).toEqual({ signedBy: keys, unknown: 0, faulty: false });
      expect(openEnvelope(envelope, []).unknown).toBe(keys.length);
    }),
    { numRuns: 30 },
  );
});

test('any other byte of the payload or the signature and no key fits', () => {
  const key = fc.constantFrom(alice, bob, carol);
  fc.assert(
    fc.property(key, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), (signer, at, bits, inPayload) => {
      const envelope = signPayload(payload, STATEMENT_PAYLOAD, [signer]);
      const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === at % bytes.length ? byte ^ bits : byte));
      const changed = inPayload
        ? { ...envelope, payload: flip(payload) }
        : { ...envelope, signatures: [{ ...envelope.signatures[0]!, sig: flip(envelope.signatures[0]!.sig) }] };
      expect(openEnvelope(changed, [alice, bob, carol]).signedBy).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('the hint of a key decides nothing', () => {
  const envelope = signPayload(payload, STATEMENT_PAYLOAD, [alice]);
  const renamed = { ...envelope, signatures: [{ ...envelope.signatures[0]!, keyid: bob.fingerprint }] };
  expect(openEnvelope(renamed, [bob, alice]).signedBy).toEqual([alice]);
});

test('a signature over the faulty encoding of model_signing 0.2 is known and not accepted', () => {
  const bytes = bytesOf('{\n  "it\'s": "ü\\\\"\t}');
  expect(text(faultyEncoding(STATEMENT_PAYLOAD, bytes))).toBe(
    `DSSEV1 28 application/vnd.in-toto+json ${bytes.length} b'{\\n  "it\\'s": "\\xc3\\xbc\\\\\\\\"\\t}'`,
  );
  const sig = alice.sign(faultyEncoding(STATEMENT_PAYLOAD, bytes));
  const envelope = { payloadType: STATEMENT_PAYLOAD, payload: bytes, signatures: [{ sig, keyid: '' }] };
  expect(openEnvelope(envelope, [bob, alice])).toEqual({ signedBy: [], unknown: 1, faulty: true });
});

describe('refused', () => {
  const good = formatEnvelope(signPayload(payload, STATEMENT_PAYLOAD, [alice]));
  const refuses = (bytes: Uint8Array, refusal: string) =>
    expect(() => parseEnvelope(bytes, STATEMENT_PAYLOAD)).toThrow(expect.objectContaining({ refusal }));
  const change = (field: string, value: unknown) => edited(good, (envelope) => ({ ...envelope, [field]: value }));
  const changeSignature = (change: object) =>
    edited(good, (envelope) => ({ ...envelope, signatures: [{ ...envelope.signatures[0], ...change }] }));

  test('nothing: the envelope as it was written', () => {
    expect(parseEnvelope(good, STATEMENT_PAYLOAD).payload).toEqual(payload);
    for (const keyid of [null, undefined, '', 'anything'])
      expect(parseEnvelope(changeSignature({ keyid }), STATEMENT_PAYLOAD).signatures[0]!.keyid).toBe(keyid ?? '');
  });

  test.each([
    ['payload-type', change('payloadType', 'application/json')],
    ['malformed', change('payloadType', undefined)],
    ['malformed', change('payload', undefined)],
    ['malformed', change('payload', '')],
    ['bad-base64', change('payload', 'e30')],
    ['bad-base64', change('payload', 'e30=\n')],
    ['bad-base64', change('payload', 'e31=')],
    ['bad-base64', change('payload', '_-8=')],
    ['no-signature', change('signatures', [])],
    ['malformed', change('signatures', undefined)],
    ['malformed', change('signatures', {})],
    ['too-large', change('signatures', Array(17).fill({ sig: 'AAAA' }))],
    ['too-large', changeSignature({ sig: Buffer.alloc(1025).toString('base64') })],
    ['no-signature', changeSignature({ sig: '' })],
    ['malformed', changeSignature({ sig: undefined })],
    ['malformed', changeSignature({ keyid: 7 })],
    ['unknown-field', changeSignature({ extra: 1 })],
    ['unknown-field', change('extra', 1)],
    ['no-envelope', bytesOf('[]')],
    ['no-envelope', bytesOf('null')],
    ['not-json', bytesOf('{')],
    ['duplicate-key', bytesOf('{"payload":"e30=","payload":"e30="}')],
    ['too-large', change('payload', Buffer.alloc(MAX_PAYLOAD_BYTES + 1).toString('base64'))],
    ['too-large', new Uint8Array(16 * 1024 * 1024 + 1)],
  ])('%s', (refusal, bytes) => {
    refuses(bytes, refusal);
  });

  test('to sign without a key, or too much', () => {
    expect(() => signPayload(payload, STATEMENT_PAYLOAD, [])).toThrow(
      expect.objectContaining({ refusal: 'no-signature' }),
    );
    const large = new Uint8Array(MAX_PAYLOAD_BYTES + 1);
    expect(() => signPayload(large, STATEMENT_PAYLOAD, [alice])).toThrow(
      expect.objectContaining({ refusal: 'too-large' }),
    );
  });
});
