import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  ed25519Verify,
  flipped,
  hex,
  keyPair,
  LOG,
  seedOf,
  sha256,
  signerOf,
  witnessOf,
} from '../../../test/tlog-fixture.ts';
import {
  addSignatures,
  type Checkpoint,
  cosign,
  decodeBase64,
  encodeBase64,
  formatCheckpoint,
  formatNote,
  formatSecret,
  formatSignature,
  formatVerifierKey,
  type NoteSecret,
  type NoteSignature,
  noteKey,
  noteSigner,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  parseSecret,
  parseSignatures,
  parseVerifierKey,
  signCheckpoint,
  signNote,
  TlogError,
} from '../index.ts';

// The keys, text and signatures are from the documentation of Go's `note`.
const SECRET = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const NOTE = bytesOf(`${TEXT}\n${PETER_LINE}${ENOCH_LINE}`);

const peter = parseVerifierKey(sha256, PETER);
const enoch = parseVerifierKey(sha256, ENOCH);
const refusal = (kind: string) => expect.objectContaining({ refusal: kind, code: 'damaged' });
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('base64', () => {
  test('is that of Node, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(hex(decodeBase64(text)!)).toBe(hex(bytes));
      }),
    );
  });

  test('has one text for each content', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'AQgwZ/+=-_ \n'), maxLength: 12 });
    fc.assert(
      fc.property(digits, (text) => {
        const bytes = decodeBase64(text);
        expect(bytes === null || encodeBase64(bytes) === text).toBe(true);
      }),
      { numRuns: 2000 },
    );
    const wrong = [
      'YQ',
      'YQ=',
      'YR==',
      'YWJ=',
      'YQ==YQ==',
      '=',
      '====',
      'Y===',
      'YQ==\n',
      'あああ=',
      'YW-_',
      'Y\u0100==',
    ];
    expect(wrong.map(decodeBase64)).toEqual(wrong.map(() => null));
  });
});

describe('keys', () => {
  test('of the documentation of Go are read, and written as they were', () => {
    expect([formatVerifierKey(peter), formatVerifierKey(enoch)]).toEqual([PETER, ENOCH]);
    const secret = parseSecret(SECRET);
    expect(formatSecret(secret)).toBe(SECRET);
    expect(hex(keyPair(secret.seed).publicKey)).toBe(hex(peter.publicKey));
  });

  test('are read back as they were written', () => {
    const name = fc.stringMatching(/^[a-z0-9./é—-]+$/);
    fc.assert(
      fc.property(name, seed, fc.constantFrom(1 as const, 4 as const), (called, bytes, type) => {
        const key = noteKey(sha256, called, keyPair(bytes).publicKey, type);
        const again = parseVerifierKey(sha256, formatVerifierKey(key));
        expect({ ...again, publicKey: hex(again.publicKey) }).toEqual({ ...key, publicKey: hex(key.publicKey) });
        const secret: NoteSecret = { name: called, keyId: key.keyId, seed: bytes };
        expect(hex(parseSecret(formatSecret(secret)).seed)).toBe(hex(bytes));
      }),
    );
  });

  test('with one bit changed are refused, and a private key is never told', () => {
    for (let bit = 0; bit < PETER.length * 8; bit++) {
      const text = Buffer.from(flipped(bytesOf(PETER), bit)).toString('latin1');
      expect(() => parseVerifierKey(sha256, text), text).toThrow(refusal('bad-key'));
    }
    for (const text of ['', SECRET.slice(12), SECRET.slice(0, -4), SECRET.replace('+AY', '+BY'), `${SECRET}\n`]) {
      expect(() => parseSecret(text)).toThrow('not a usable key: the text of a private key');
    }
  });

  test.each(['', 'a b', 'a+b', 'a\tb', 'a\u00a0b', 'a\u0000', '\ud800'])('may not be called %j', (name) => {
    expect(() => noteKey(sha256, name, peter.publicKey)).toThrow(refusal('bad-key'));
    expect(() => formatSignature({ name, keyId: 1, signature: new Uint8Array(64) })).toThrow(refusal('malformed'));
  });

  test('must fit the private key that signs', () => {
    const { seed: bytes, ...named } = parseSecret(SECRET);
    const { sign } = keyPair(bytes);
    const secret = { ...named, seed: bytes };
    expect(noteSigner(peter, sign, secret).key).toBe(peter);
    expect(() => noteSigner(peter, sign, { ...secret, keyId: 1 })).toThrow(refusal('bad-key'));
    expect(() => noteSigner(peter, sign, { ...secret, name: 'Peter' })).toThrow(refusal('bad-key'));
    expect(() => noteSigner(witnessOf('w').key, sign)).toThrow(refusal('bad-key'));
    expect(() => noteKey(sha256, 'short', new Uint8Array(31))).toThrow(refusal('bad-key'));
  });
});

describe('a note', () => {
  test('is signed as in the documentation of Go', () => {
    const { sign } = keyPair(parseSecret(SECRET).seed);
    expect(Buffer.from(signNote(TEXT, [noteSigner(peter, sign)])).toString()).toBe(`${TEXT}\n${PETER_LINE}`);
  });

  test('is opened with the keys that are known', () => {
    const opened = openNote(NOTE, [peter], ed25519Verify);
    expect([opened.text, opened.verified, opened.unknown.map(({ name }) => name)]).toEqual([
      TEXT,
      [{ key: peter, seconds: null }],
      ['EnochRoot'],
    ]);
    expect(openNote(NOTE, [enoch, peter], ed25519Verify).verified.map(({ key }) => key)).toEqual([peter, enoch]);
  });

  test('that no known key has signed is refused', () => {
    expect(() => openNote(NOTE, [signerOf('a').key], ed25519Verify)).toThrow(refusal('not-signed'));
    expect(() => openNote(NOTE, [], ed25519Verify)).toThrow(refusal('not-signed'));
    // A matching name does not make a key known: the id must match too.
    const sameName = signerOf('PeterNeumann').key;
    expect(() => openNote(NOTE, [sameName], ed25519Verify)).toThrow(refusal('not-signed'));
  });

  test('is refused where one known key fits and another does not', () => {
    const half = bytesOf(`${TEXT}\n${PETER_LINE}${ENOCH_LINE.replace('Bzm', 'Czm')}`);
    expect(() => openNote(half, [peter, enoch], ed25519Verify)).toThrow(refusal('bad-signature'));
    expect(openNote(half, [peter], ed25519Verify).verified).toHaveLength(1);
    expect(() => openNote(NOTE, [peter, { ...peter }], ed25519Verify)).toThrow(refusal('bad-key'));
  });

  test('has signatures of the right length, whatever the function that verifies says', () => {
    const believing = () => true;
    for (const length of [1, 63, 65, 72]) {
      const signature = new Uint8Array(length);
      const note = formatNote({ text: TEXT, signatures: [{ name: peter.name, keyId: peter.keyId, signature }] });
      expect(() => openNote(note, [peter], believing)).toThrow(refusal('bad-signature'));
    }
    const { key } = witnessOf('w');
    for (const length of [1, 8, 64, 71, 73]) {
      const signatures = [{ name: 'w', keyId: key.keyId, signature: new Uint8Array(length) }];
      expect(() => openNote(formatNote({ text: TEXT, signatures }), [key], believing)).toThrow(
        refusal('bad-signature'),
      );
    }
  });

  test('with any bit changed is not opened', () => {
    const note = bytesOf(`${TEXT}\n${PETER_LINE}`);
    for (let bit = 0; bit < note.length * 8; bit++) {
      expect(() => openNote(flipped(note, bit), [peter], ed25519Verify), `bit ${bit}`).toThrow(TlogError);
    }
  });

  test('is read back as it was written', () => {
    const text = fc.string({ unit: 'grapheme' }).map((some) => `${some.replace(/[\x00-\x1f]/g, '\n')}\n`);
    const line = fc.record({
      name: fc.stringMatching(/^[a-z]+$/),
      keyId: fc.nat(0xffffffff),
      signature: fc.uint8Array({ minLength: 1, maxLength: 99 }),
    });
    const shown = (lines: readonly NoteSignature[]) => lines.map((one) => ({ ...one, signature: hex(one.signature) }));
    fc.assert(
      fc.property(text, fc.array(line, { minLength: 1, maxLength: 100 }), (body, signatures) => {
        const again = parseNote(formatNote({ text: body, signatures }));
        expect([again.text, shown(again.signatures)]).toEqual([body, shown(signatures)]);
      }),
    );
  });

  test('may have a text that looks like a note', () => {
    const inner = Buffer.from(NOTE).toString();
    const outer = signNote(inner, [LOG]);
    expect(openNote(outer, [LOG.key, peter], ed25519Verify)).toMatchObject({ text: inner, unknown: [] });
  });

  test.each([
    '',
    '\n',
    '\n\n',
    'text\n',
    'text\n\n',
    `text\n${PETER_LINE}`,
    `text\n\n${PETER_LINE.trimEnd()}`,
    `text\n\n${PETER_LINE}trailing\n`,
    `te\txt\n\n${PETER_LINE}`,
    `text\r\n\n${PETER_LINE}`,
    `text\n\n${PETER_LINE.replace('—', '-')}`,
    `text\n\n${PETER_LINE.replace(' x08', '  x08')}`,
    `text\n\n${PETER_LINE.replace('Peter', 'Pet+er')}`,
    'text\n\n— a \n',
    'text\n\n— a YQ==\n',
    'text\n\n— a YWJjZA==\n',
    'text\n\n— YWJjZGU=\n',
  ])('is not %j', (text) => {
    expect(() => parseNote(bytesOf(text))).toThrow(refusal('malformed'));
  });

  test('is UTF-8, of a size and with a number of signatures that are limited', () => {
    expect(() => parseNote(Uint8Array.of(0xff, ...NOTE))).toThrow(refusal('malformed'));
    expect(() => parseNote(new Uint8Array(1_000_001))).toThrow(refusal('too-large'));
    const [line] = parseSignatures(PETER_LINE);
    const lines = (count: number) => Array.from({ length: count }, () => line!);
    expect(parseNote(formatNote({ text: TEXT, signatures: lines(100) })).signatures).toHaveLength(100);
    expect(() => formatNote({ text: TEXT, signatures: lines(101) })).toThrow(refusal('too-large'));
    expect(() => parseNote(bytesOf(`${TEXT}\n${PETER_LINE.repeat(101)}`))).toThrow(refusal('too-large'));
    expect(() => formatNote({ text: TEXT, signatures: [] })).toThrow(refusal('not-signed'));
    expect(() => signNote('no newline', [LOG])).toThrow(refusal('malformed'));
    // Of many signatures by one key, only one is verified.
    let verified = 0;
    const counted = (...parts: Parameters<typeof ed25519Verify>) => ++verified > 0 && ed25519Verify(...parts);
    openNote(formatNote({ text: TEXT, signatures: lines(100) }), [peter], counted);
    expect(verified).toBe(1);
  });

  test('that is garbage is refused, never more', () => {
    const pieces = fc.constantFrom('\n', '\n\n', '— ', 'a ', 'YWJjZGU=', 'x', '\u0000', PETER_LINE, TEXT);
    const garbage = fc.oneof(
      fc.uint8Array(),
      fc.array(pieces).map((some) => bytesOf(some.join(''))),
    );
    fc.assert(
      fc.property(garbage, (bytes) => {
        for (const read of [parseNote, (all: Uint8Array) => openNote(all, [peter], ed25519Verify)]) {
          try {
            read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(TlogError);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const CHECKPOINT: Checkpoint = { origin: 'example.com/log', size: 42, root: seedOf('root'), extensions: [] };

describe('a checkpoint', () => {
  test('is that of the specification', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163, extensions: [] });
    expect(formatCheckpoint(checkpoint)).toBe(text);
  });

  test('is read back as it was written, with its extension lines', () => {
    const line = fc.string({ minLength: 1 }).filter((text) => /^[\x20-\x7e]+$/.test(text));
    const any = fc.record({ origin: line, size: fc.maxSafeNat(), root: seed, extensions: fc.array(line) });
    fc.assert(
      fc.property(any, (checkpoint) => {
        const again = parseCheckpoint(formatCheckpoint(checkpoint));
        expect({ ...again, root: hex(again.root) }).toEqual({ ...checkpoint, root: hex(checkpoint.root) });
      }),
    );
  });

  test.each<[number, string]>([
    [1, '\n1\nROOT\n'],
    [2, 'o\n\nROOT\n'],
    [2, 'o\n01\nROOT\n'],
    [2, 'o\n+1\nROOT\n'],
    [2, 'o\n1.0\nROOT\n'],
    [2, 'o\n9007199254740992\nROOT\n'],
    [2, 'o\n'],
    [3, 'o\n1\n'],
    [3, 'o\n1\nYQ==\n'],
    [3, 'o\n1\nROOT \n'],
    [4, 'o\n1\nROOT\n\n'],
    [5, 'o\n1\nROOT\nx\n\ny\n'],
  ])('is refused for its line %d: %j', (line, text) => {
    const root = Buffer.from(CHECKPOINT.root).toString('base64');
    expect(() => parseCheckpoint(text.replace('ROOT', root))).toThrow(`malformed: checkpoint, line ${line}`);
  });

  test('is not written where it could not be read', () => {
    const wrong = [{ origin: '' }, { origin: 'a\nb' }, { size: -1 }, { size: 1e21 }, { extensions: [''] }];
    for (const part of [...wrong, { root: new Uint8Array(31) }, { size: Number.NaN }]) {
      expect(() => formatCheckpoint({ ...CHECKPOINT, ...part })).toThrow(refusal('malformed'));
    }
  });

  test('must be signed by its log, and be of its log', () => {
    const signed = signCheckpoint(CHECKPOINT, [LOG]);
    expect(openCheckpoint(signed, LOG.key, ed25519Verify)).toMatchObject({ size: 42, origin: 'example.com/log' });
    const other = signerOf('example.com/other');
    const otherOrigin = signCheckpoint({ ...CHECKPOINT, origin: 'example.com/other' }, [LOG]);
    expect(() => openCheckpoint(otherOrigin, LOG.key, ed25519Verify)).toThrow(refusal('other-log'));
    const otherKey = signCheckpoint(CHECKPOINT, [other]);
    expect(() => openCheckpoint(otherKey, LOG.key, ed25519Verify)).toThrow(refusal('not-signed'));
    expect(() => openCheckpoint(otherKey, LOG.key, ed25519Verify, [other.key])).toThrow(refusal('not-signed'));
  });

  test('is cosigned by witnesses, with the time of each', () => {
    const witness = witnessOf('witness.example/w1');
    const line = cosign(witness.key, witness.sign, formatCheckpoint(CHECKPOINT), 1679315147);
    const signed = addSignatures(signCheckpoint(CHECKPOINT, [LOG]), parseSignatures(formatSignature(line)));
    const opened = openCheckpoint(signed, LOG.key, ed25519Verify, [witness.key]);
    expect(opened.note.verified).toEqual([
      { key: LOG.key, seconds: null },
      { key: witness.key, seconds: 1679315147 },
    ]);
    expect(openCheckpoint(signed, LOG.key, ed25519Verify).note.unknown).toHaveLength(1);
    // The signed message is specified by tlog-cosignature; Ed25519 itself comes from Node.
    const message = bytesOf(`cosignature/v1\ntime 1679315147\n${formatCheckpoint(CHECKPOINT)}`);
    expect(hex(line.signature)).toBe(`00000000641850cb${hex(witness.sign(message))}`);
    for (let bit = 0; bit < line.signature.length * 8; bit++) {
      const changed = addSignatures(signCheckpoint(CHECKPOINT, [LOG]), [
        { ...line, signature: flipped(line.signature, bit) },
      ]);
      expect(() => openCheckpoint(changed, LOG.key, ed25519Verify, [witness.key])).toThrow(refusal('bad-signature'));
    }
    expect(() => cosign(LOG.key, witness.sign, 'x\n', 1)).toThrow(refusal('bad-key'));
    expect(() => cosign(witness.key, witness.sign, 'x\n', 1.5)).toThrow(RangeError);
  });
});
