import { MANIFEST_NAME } from '../../src/bundle/index.ts';
import type { ZipPart } from '../../src/gates/bundle/zip/write-zip.ts';
import type { Mutation } from './mutation.ts';
import { type Dice, oneOf, signedAnew, type WholeBundle } from './whole-bundle.ts';

const matching = ({ parts }: WholeBundle, pattern: RegExp, dice: Dice): ZipPart =>
  oneOf(
    dice,
    parts.filter(({ name }) => pattern.test(name)),
  );

const changedAt = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = new Uint8Array(bytes);
  copy[at]! ^= 1;
  return copy;
};

/** Returns the text of a part with one replacement. */
const edited = ({ bytes }: ZipPart, from: RegExp, to: string | ((...found: string[]) => string)): Uint8Array => {
  const text = Buffer.from(bytes).toString();
  const changed = text.replace(from, to as string);
  if (changed === text) throw new Error(`nothing to replace: ${from}`);
  return Buffer.from(changed);
};

/** Bundles that are unsound although the trusted key signed their manifest: the signer is mistaken, or lies. */
export const SIGNED_MUTATIONS: readonly Mutation[] = [
  {
    id: 'leaf-changed',
    group: 'signed',
    what: 'a record of the log is changed',
    async apply({ bundle, ours }, dice) {
      const { name, bytes } = matching(bundle, /\/tile\/entries\//, dice);
      // After the length of the first entry, so that the bundle of entries stays parseable.
      const changed = changedAt(bytes, 2 + dice.next(40));
      return { bytes: await signedAnew(bundle, new Map([[name, changed]]), ours), check: 'ledger-leaf', path: name };
    },
  },
  {
    id: 'leaves-cut',
    group: 'signed',
    what: 'the last records of a block are cut off',
    async apply({ bundle, ours }, dice) {
      const { name, bytes } = matching(bundle, /\/tile\/entries\//, dice);
      const cut = bytes.subarray(0, bytes.length - 1 - dice.next(50));
      return { bytes: await signedAnew(bundle, new Map([[name, cut]]), ours), check: 'ledger-range', path: name };
    },
  },
  {
    id: 'leaves-missing',
    group: 'signed',
    what: 'a block of records is left out, of the manifest too',
    async apply({ bundle, ours }, dice) {
      const { name } = matching(bundle, /\/tile\/entries\//, dice);
      return { bytes: await signedAnew(bundle, new Map([[name, null]]), ours), check: 'ledger-range', path: name };
    },
  },
  {
    id: 'leaves-reordered',
    group: 'signed',
    what: 'two blocks of records are exchanged',
    async apply({ bundle, ours }) {
      const [one, two] = bundle.parts.filter(({ name }) => /\/tile\/entries\/\d+$/.test(name)) as [ZipPart, ZipPart];
      const changes = new Map([
        [one.name, two.bytes],
        [two.name, one.bytes],
      ]);
      return { bytes: await signedAnew(bundle, changes, ours), check: 'ledger-leaf', path: one.name };
    },
  },
  {
    id: 'tile-changed',
    group: 'signed',
    what: 'a hash of a full tile is changed',
    async apply({ bundle, ours }, dice) {
      const { name, bytes } = matching(bundle, /\/tile\/0\/\d+$/, dice);
      const changed = changedAt(bytes, dice.next(bytes.length));
      return { bytes: await signedAnew(bundle, new Map([[name, changed]]), ours), check: 'ledger-tile', path: name };
    },
  },
  {
    id: 'checkpoint-changed',
    group: 'signed',
    what: 'the checkpoint is changed, and its signature is kept',
    async apply({ bundle, ours }, dice) {
      const part = matching(bundle, /\/checkpoint$/, dice);
      const changed = edited(part, /\n(\d+)\n/, (_, size) => `\n${Number(size) + 1 + dice.next(9)}\n`);
      const bytes = await signedAnew(bundle, new Map([[part.name, changed]]), ours);
      return { bytes, check: 'ledger-checkpoint', path: part.name };
    },
  },
  {
    id: 'checkpoint-foreign',
    group: 'signed',
    what: 'the checkpoint of another log stands in its place',
    async apply({ bundle, other, ours }) {
      const name = 'ledger/1/checkpoint';
      const { bytes: theirs } = other.parts.find((part) => part.name === name)!;
      return {
        bytes: await signedAnew(bundle, new Map([[name, theirs]]), ours),
        check: 'ledger-checkpoint',
        path: name,
      };
    },
  },
  {
    id: 'log-key-exchanged',
    group: 'signed',
    what: 'the manifest names the key of another log',
    async apply({ bundle, other, ours }) {
      const { vkey } = other.manifest.ledgers[0]!;
      const bytes = await signedAnew(bundle, new Map(), ours, (manifest) => ({
        ...manifest,
        ledgers: manifest.ledgers.map((ledger) => ({ ...ledger, vkey })),
      }));
      return { bytes, check: 'ledger-key', path: 'ledger/1' };
    },
  },
  {
    id: 'range-wider',
    group: 'signed',
    what: 'the manifest states a root that the log has not signed',
    async apply({ bundle, ours }) {
      const bytes = await signedAnew(bundle, new Map(), ours, (manifest) => ({
        ...manifest,
        ledgers: manifest.ledgers.map((ledger) => ({ ...ledger, root: `${'A'.repeat(43)}=` })),
      }));
      return { bytes, check: 'ledger-checkpoint', path: 'ledger/1/checkpoint' };
    },
  },
  {
    id: 'verdict-better',
    group: 'signed',
    what: 'the verdict of a scan is made better than its findings',
    async apply({ bundle, ours }, dice) {
      const part = matching(bundle, /results\/\d+-scan\.json$/, dice);
      const changed = edited(part, /"verdict": ?"block"/, '"verdict":"pass"');
      return {
        bytes: await signedAnew(bundle, new Map([[part.name, changed]]), ours),
        check: 'result',
        path: part.name,
      };
    },
  },
  {
    id: 'summary-changed',
    group: 'signed',
    what: 'the summary of a log counts other exchanges, answers or models than its records',
    async apply({ bundle, ours }, dice) {
      const part = matching(bundle, /\/summary\.json$/, dice);
      const [from, to] = oneOf(dice, [
        [/"exchanges": \d+/, '"exchanges": 9'],
        [/"refusal": \d+/, '"refusal": 1'],
        [/"served": "my-model-v2"/, '"served": "my-model-v1"'],
        [/"from": "2026/, '"from": "2025'],
      ] as const);
      const changed = edited(part, from, to);
      const bytes = await signedAnew(bundle, new Map([[part.name, changed]]), ours);
      return { bytes, check: 'ledger-summary', path: part.name };
    },
  },
  {
    id: 'statement-changed',
    group: 'signed',
    what: 'a statement of a supplier is changed, and its signature is kept',
    async apply({ bundle, ours }, dice) {
      const part = matching(bundle, /^statements\//, dice);
      const json = JSON.parse(Buffer.from(part.bytes).toString());
      const payload = Buffer.from(json.dsseEnvelope.payload, 'base64').toString().replace('"name":"', '"name":"x');
      json.dsseEnvelope.payload = Buffer.from(payload).toString('base64');
      const changed = Buffer.from(JSON.stringify(json));
      return {
        bytes: await signedAnew(bundle, new Map([[part.name, changed]]), ours),
        check: 'bad-signature',
        path: part.name,
      };
    },
  },
  {
    id: 'original-exchanged',
    group: 'signed',
    what: 'a redacted part names another original than the manifest',
    async apply({ redacted, ours }, dice) {
      const part = matching(redacted, /^results\//, dice);
      const changed = edited(part, /"sha256": "[\da-f]{8}/, '"sha256": "00000000');
      return {
        bytes: await signedAnew(redacted, new Map([[part.name, changed]]), ours),
        check: 'redacted',
        path: part.name,
      };
    },
  },
  {
    id: 'redacted-leaf-changed',
    group: 'signed',
    what: 'the hash of a redacted record is changed',
    async apply({ redacted, ours }, dice) {
      const part = matching(redacted, /\/leaves\//, dice);
      const changed = edited(part, /"leafHash":"[\da-f]{8}/, '"leafHash":"00000000');
      return {
        bytes: await signedAnew(redacted, new Map([[part.name, changed]]), ours),
        check: 'ledger-leaf',
        path: part.name,
      };
    },
  },
  {
    id: 'manifest-malformed',
    group: 'signed',
    what: 'the manifest states an impossible range, a name out of the folder, or a part of another kind',
    async apply({ bundle, ours }, dice) {
      const bytes = await signedAnew(bundle, new Map(), ours, (manifest) =>
        dice.next(2) === 0
          ? { ...manifest, ledgers: manifest.ledgers.map((ledger) => ({ ...ledger, to: ledger.size + 1 })) }
          : {
              ...manifest,
              parts: manifest.parts.map((part, i) => (i === 0 ? { ...part, name: `../${part.name}` } : part)),
            },
      );
      return { bytes, check: 'manifest', path: MANIFEST_NAME };
    },
  },
];
