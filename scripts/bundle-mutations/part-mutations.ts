import { MANIFEST_NAME } from '../../src/bundle/index.ts';
import type { ZipPart } from '../../src/gates/bundle/zip/write-zip.ts';
import { parseSignedFile, parseStatement, signStatement } from '../../src/provenance/index.ts';
import type { Mutation } from './mutation.ts';
import { type Dice, oneOf, type WholeBundle, zipBytes } from './whole-bundle.ts';

const flipped = (bytes: Uint8Array, { next }: Dice): Uint8Array => {
  const copy = new Uint8Array(bytes);
  copy[next(copy.length)]! ^= 1 << next(8);
  return copy;
};

const partOf = ({ parts }: WholeBundle, dice: Dice): ZipPart => oneOf(dice, parts.slice(1));

const withPart = ({ parts }: WholeBundle, name: string, bytes: Uint8Array) =>
  zipBytes(parts.map((part) => (part.name === name ? { name, bytes } : part)));

/** Changed parts in a repacked archive that is itself sound. */
export const PART_MUTATIONS: readonly Mutation[] = [
  {
    id: 'part-changed',
    group: 'part',
    what: 'one bit of a part is changed',
    async apply({ bundle }, dice) {
      const { name, bytes } = partOf(bundle, dice);
      return { bytes: await withPart(bundle, name, flipped(bytes, dice)), check: 'part-digest', path: name };
    },
  },
  {
    id: 'part-truncated',
    group: 'part',
    what: 'the end of a part is cut off',
    async apply({ bundle }, dice) {
      const { name, bytes } = partOf(bundle, dice);
      const cut = bytes.subarray(0, dice.next(bytes.length));
      return { bytes: await withPart(bundle, name, cut), check: 'part-digest', path: name };
    },
  },
  {
    id: 'part-missing',
    group: 'part',
    what: 'a part is left out',
    async apply({ bundle }, dice) {
      const { name } = partOf(bundle, dice);
      return {
        bytes: await zipBytes(bundle.parts.filter((part) => part.name !== name)),
        check: 'part-missing',
        path: name,
      };
    },
  },
  {
    id: 'part-added',
    group: 'part',
    what: 'a part is added that the manifest does not name',
    async apply({ bundle }, dice) {
      const { name: near, bytes } = partOf(bundle, dice);
      const name = `${near.split('/')[0]!.replace(/\W/g, '')}-${dice.next(1000)}.json`;
      const parts = [...bundle.parts.slice(1), { name, bytes }].sort((a, b) => (a.name < b.name ? -1 : 1));
      return { bytes: await zipBytes([bundle.parts[0]!, ...parts]), check: 'part-extra', path: name };
    },
  },
  {
    id: 'part-foreign',
    group: 'part',
    what: 'a part of another bundle stands in place of one',
    async apply({ bundle, other }, dice) {
      const shared = bundle.parts.slice(1).flatMap(({ name, bytes }) => {
        const twin = other.parts.find((part) => part.name === name);
        return twin === undefined || Buffer.compare(twin.bytes, bytes) === 0 ? [] : [twin];
      });
      const { name, bytes } = oneOf(dice, shared);
      return { bytes: await withPart(bundle, name, bytes), check: 'part-digest', path: name };
    },
  },
  {
    id: 'parts-exchanged',
    group: 'part',
    what: 'two parts have exchanged their contents',
    async apply({ bundle }, dice) {
      const one = partOf(bundle, dice);
      const two = oneOf(
        dice,
        bundle.parts.slice(1).filter(({ bytes }) => Buffer.compare(bytes, one.bytes) !== 0),
      );
      const parts = bundle.parts.map((part) =>
        part === one ? { ...one, bytes: two.bytes } : part === two ? { ...two, bytes: one.bytes } : part,
      );
      return { bytes: await zipBytes(parts), check: 'part-digest', path: one.name };
    },
  },
  {
    id: 'parts-reordered',
    group: 'part',
    what: 'two neighbours stand in the other order',
    async apply({ bundle }, dice) {
      const at = 1 + dice.next(bundle.parts.length - 2);
      const parts = [...bundle.parts];
      [parts[at], parts[at + 1]] = [parts[at + 1]!, parts[at]!];
      return { bytes: await zipBytes(parts), check: 'part-order', path: bundle.parts[at]!.name };
    },
  },
  {
    id: 'manifest-missing',
    group: 'part',
    what: 'the manifest is left out',
    apply: async ({ bundle }) => ({
      ...{ bytes: await zipBytes(bundle.parts.slice(1)), check: 'manifest', path: MANIFEST_NAME },
    }),
  },
  {
    id: 'manifest-of-another',
    group: 'part',
    what: 'the manifest of another bundle, signed with the same key, stands in its place',
    async apply({ bundle, other }) {
      const changed = other.manifest.parts.find(({ name, sha256 }) => {
        const own = bundle.manifest.parts.find((part) => part.name === name);
        return own !== undefined && own.sha256 !== sha256;
      })!;
      const bytes = await zipBytes([other.parts[0]!, ...bundle.parts.slice(1)]);
      return { bytes, check: 'part-digest', path: changed.name };
    },
  },
  {
    id: 'manifest-foreign-key',
    group: 'part',
    what: 'the manifest is signed with a key that is not trusted',
    async apply({ bundle, foreign }) {
      const statement = parseStatement(parseSignedFile(bundle.parts[0]!.bytes).envelope.payload);
      const signed = { name: MANIFEST_NAME, bytes: signStatement(statement, foreign) };
      return { bytes: await zipBytes([signed, ...bundle.parts.slice(1)]), check: 'other-key', path: MANIFEST_NAME };
    },
  },
  {
    id: 'manifest-changed',
    group: 'part',
    what: 'one digest of the manifest is changed, and its signature is kept',
    async apply({ bundle }, dice) {
      const json = JSON.parse(Buffer.from(bundle.parts[0]!.bytes).toString());
      const statement = JSON.parse(Buffer.from(json.dsseEnvelope.payload, 'base64').toString());
      oneOf(dice, statement.subject as { digest: { sha256: string } }[]).digest.sha256 = '0'.repeat(64);
      json.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement)).toString('base64');
      const changed = { name: MANIFEST_NAME, bytes: Buffer.from(JSON.stringify(json)) };
      return {
        bytes: await zipBytes([changed, ...bundle.parts.slice(1)]),
        check: 'bad-signature',
        path: MANIFEST_NAME,
      };
    },
  },
];
