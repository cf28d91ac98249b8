import { deflateRawSync } from 'node:zlib';
import { MANIFEST_NAME } from '../../src/bundle/index.ts';
import type { Mutation, MutationGround } from './mutation.ts';
import { type Dice, oneOf, zipBytes } from './whole-bundle.ts';

/** Offsets of an entry in an archive: its header, its name and bytes, and its place in the directory. */
interface Place {
  readonly name: string;
  readonly local: number;
  readonly data: number;
  readonly size: number;
  readonly central: number;
}

const END_BYTES = 22;

/** Returns the entries of an archive in the form written here: stored, without extra fields. */
function placesOf(zip: Buffer): Place[] {
  const places: Place[] = [];
  const end = zip.length - END_BYTES;
  for (let at = zip.readUInt32LE(end + 16); at < end; ) {
    const nameBytes = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('latin1', at + 46, at + 46 + nameBytes);
    places.push({ name, local, data: local + 30 + nameBytes, size: zip.readUInt32LE(at + 24), central: at });
    at += 46 + nameBytes;
  }
  return places;
}

const place = (zip: Buffer, dice: Dice): Place => oneOf(dice, placesOf(zip).slice(1));

/** Returns a mutation in which `change` overwrites bytes of one entry; the path of that entry must be named. */
const ofEntry = (id: string, what: string, change: (zip: Buffer, place: Place, dice: Dice) => void): Mutation => ({
  ...{ id, group: 'archive', what },
  apply: async ({ bundle }, dice) => {
    const zip = Buffer.from(bundle.bytes);
    const one = place(zip, dice);
    change(zip, one, dice);
    return { bytes: zip, check: 'archive', path: one.name };
  },
});

/** Returns a mutation that renames an entry in both of its headers, keeping the number of bytes. */
const renamed = (id: string, what: string, rename: (name: string) => string): Mutation => ({
  ...{ id, group: 'archive', what },
  apply: async ({ bundle }, dice) => {
    const zip = Buffer.from(bundle.bytes);
    const { name, local, central } = place(zip, dice);
    const other = rename(name);
    zip.write(other, local + 30, 'latin1');
    zip.write(other, central + 46, 'latin1');
    return { bytes: zip, check: 'archive', path: other };
  },
});

const ofArchive = (id: string, what: string, change: (zip: Buffer, dice: Dice) => Buffer): Mutation => ({
  ...{ id, group: 'archive', what },
  apply: async ({ bundle }, dice) => ({
    ...{ bytes: change(Buffer.from(bundle.bytes), dice), check: 'archive', path: null },
  }),
});

/** Appends an entry with handwritten headers. */
async function withEntry(ground: MutationGround, name: string, raw: Buffer, method: number, size: number) {
  const zip = await zipBytes([...ground.bundle.parts, { name, bytes: raw }]);
  const one = placesOf(zip).at(-1)!;
  for (const at of [one.local + 8, one.central + 10]) zip.writeUInt16LE(method, at);
  for (const at of [one.local + 22, one.central + 24]) zip.writeUInt32LE(size, at);
  return zip;
}

/** Archives that are damaged, that two readers would read differently, or that write outside their folder. */
export const ARCHIVE_MUTATIONS: readonly Mutation[] = [
  ofArchive('archive-cut', 'the archive is cut off', (zip, { next }) =>
    zip.subarray(0, zip.length - 1 - next(zip.length >> 1)),
  ),
  ofArchive('archive-trailing', 'bytes stand behind the end', (zip, { next }) =>
    Buffer.concat([zip, Buffer.alloc(1 + next(100), 65)]),
  ),
  ofArchive('archive-comment', 'the archive has a comment', (zip) => {
    zip.writeUInt16LE(3, zip.length - 2);
    return Buffer.concat([zip, Buffer.from('abc')]);
  }),
  ofArchive('archive-zip64', 'a zip64 locator stands before the end', (zip) => {
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50);
    return Buffer.concat([zip.subarray(0, -END_BYTES), locator, zip.subarray(-END_BYTES)]);
  }),
  ofArchive('archive-count', 'the end states one entry less', (zip) => {
    const end = zip.length - END_BYTES;
    for (const at of [end + 8, end + 10]) zip.writeUInt16LE(zip.readUInt16LE(at) - 1, at);
    return zip;
  }),
  {
    id: 'data-changed',
    group: 'archive',
    what: 'a byte of a part is changed where it is stored, and its checksum is kept',
    apply: async ({ bundle }, dice) => {
      const zip = Buffer.from(bundle.bytes);
      const one = place(zip, dice);
      zip[one.data + dice.next(one.size)]! ^= 0x55;
      return { bytes: zip, check: 'part-unreadable', path: one.name };
    },
  },
  ofEntry('symlink', 'an entry is a symbolic link', (zip, { central }) =>
    zip.writeUInt32LE((0o120777 << 16) >>> 0, central + 38),
  ),
  ofEntry('encrypted', 'an entry is encrypted', (zip, { local, central }) => {
    for (const at of [local + 6, central + 8]) zip.writeUInt16LE(0x801, at);
  }),
  ofEntry('local-name', 'the own header of an entry has another name', (zip, { local }) => zip.write('X', local + 30)),
  ofEntry('local-size', 'the own header of an entry has another size', (zip, { local, size }) =>
    zip.writeUInt32LE(size + 1, local + 22),
  ),
  ofEntry('local-sum', 'the own header of an entry has another checksum', (zip, { local }) =>
    zip.writeUInt32LE(1, local + 14),
  ),
  ofEntry('overlap', 'an entry points into another', (zip, { central }, { next }) =>
    zip.writeUInt32LE(next(20), central + 42),
  ),
  ofEntry('two-sizes', 'an entry that is stored states two sizes', (zip, { central, size }) =>
    zip.writeUInt32LE(size + 7, central + 24),
  ),
  ofEntry('other-method', 'an entry is packed in another way', (zip, { local, central }) => {
    for (const at of [local + 8, central + 10]) zip.writeUInt16LE(14, at);
  }),
  renamed('name-traversal', 'a name leads out of the folder', (name) => `../${name.slice(3)}`),
  renamed('name-absolute', 'a name is absolute', (name) => `/${name.slice(1)}`),
  renamed('name-backslash', 'a name has a backslash', (name) => `${name[0]}\\${name.slice(2)}`),
  {
    id: 'name-twice',
    group: 'archive',
    what: 'a name stands twice, also in other case',
    apply: async ({ bundle }, dice) => {
      const { name, bytes } = oneOf(dice, bundle.parts);
      const twin = dice.next(2) === 0 ? name : name.toUpperCase();
      return { bytes: await zipBytes([...bundle.parts, { name: twin, bytes }]), check: 'archive', path: twin };
    },
  },
  {
    id: 'file-and-folder',
    group: 'archive',
    what: 'a part stands below another part',
    apply: async ({ bundle }, dice) => {
      const name = `${oneOf(dice, bundle.parts).name}/x`;
      return {
        bytes: await zipBytes([...bundle.parts, { name, bytes: Buffer.from('x') }]),
        check: 'archive',
        path: name,
      };
    },
  },
  {
    id: 'bomb-ratio',
    group: 'archive',
    what: 'an entry unpacks to a thousand times its size',
    apply: async (ground, { next }) => {
      const size = (2 + next(30)) * 2 ** 20;
      const raw = deflateRawSync(Buffer.alloc(size));
      return { bytes: await withEntry(ground, 'zz.json', raw, 8, size), check: 'archive', path: 'zz.json' };
    },
  },
  {
    id: 'bomb-lies',
    group: 'archive',
    what: 'an entry unpacks to more than it states',
    apply: async (ground, { next }) => {
      const raw = deflateRawSync(Buffer.alloc(2 ** 20 + next(2 ** 20)));
      return { bytes: await withEntry(ground, 'zz.json', raw, 8, 100), check: 'part-unreadable', path: 'zz.json' };
    },
  },
  {
    id: 'bomb-size',
    group: 'archive',
    what: 'an entry states more than a part may have',
    apply: async (ground) => {
      const bytes = await withEntry(ground, 'zz.json', Buffer.alloc(10), 8, 2 ** 31);
      return { bytes, check: 'archive', path: 'zz.json' };
    },
  },
  {
    id: 'manifest-not-first',
    group: 'archive',
    what: 'the manifest is the last entry',
    apply: async ({ bundle: { parts } }) => ({
      ...{ bytes: await zipBytes([...parts.slice(1), parts[0]!]), check: 'part-order', path: MANIFEST_NAME },
    }),
  },
];
