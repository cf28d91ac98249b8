import { expect, test } from 'vitest';
import { headerBytes, readSafetensorsHeader } from './safetensors-header.ts';

const decode = (bytes: Uint8Array) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** The format: 8 bytes of length, little-endian, then that many bytes of JSON. */
function fileOf(header: string | Uint8Array): Uint8Array {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json]);
}

const tensor = (changes: object = {}) => ({ dtype: 'F16', shape: [2, 3], data_offsets: [0, 12], ...changes });
const read = (header: unknown, size = 1000) => readSafetensorsHeader(fileOf(JSON.stringify(header)), size, decode);

test('tensors have their place in the file, behind the header', () => {
  const header = JSON.stringify({ __metadata__: { format: 'pt', n: 1 }, w: tensor({ data_offsets: [4, 16] }) });
  const start = 8 + header.length;
  expect(readSafetensorsHeader(fileOf(header), start + 16, decode)).toEqual({
    isRead: true,
    tensors: [{ name: 'w', dtype: 'F16', shape: [2, 3], begin: start + 4, end: start + 16 }],
    metadata: { format: 'pt' },
    repeatedKeys: [],
  });
  expect(readSafetensorsHeader(fileOf(header), start + 15, decode)).toEqual({
    isRead: false,
    fault: 'outside',
    tensor: 'w',
  });
});

test.each<[string, object]>([
  ['a scalar', tensor({ shape: [], data_offsets: [0, 2] })],
  ['an empty one', tensor({ shape: [0, 3], data_offsets: [0, 0] })],
  ['one of 64 bits', tensor({ dtype: 'F64', shape: [2], data_offsets: [0, 16] })],
  ['one byte for each', tensor({ dtype: 'BOOL', shape: [5], data_offsets: [0, 5] })],
  // Later versions of the format may add types.
  ['one of an unknown type', tensor({ dtype: 'F4', data_offsets: [0, 3] })],
  ['one of a type with the name of a property', tensor({ dtype: 'constructor' })],
])('%s is a tensor', (_, entry) =>
  expect(read({ w: entry })).toMatchObject({ isRead: true, tensors: [{ name: 'w' }] }),
);

test.each<[string, unknown]>([
  ['no object', 1],
  ['no type', tensor({ dtype: 1 })],
  ['no shape', tensor({ shape: null })],
  ['half a row', tensor({ shape: [1.5, 4] })],
  ['a negative length', tensor({ shape: [-2, -3] })],
  ['no place', tensor({ data_offsets: [] })],
  ['a place before the data', tensor({ data_offsets: [-12, 0] })],
  ['an end before its beginning', tensor({ shape: [0], data_offsets: [12, 0] })],
  ['a byte too few', tensor({ data_offsets: [0, 11] })],
  ['a byte too many', tensor({ data_offsets: [0, 13] })],
])('an entry with %s is a fault, and named', (_, entry) => {
  expect(read({ ok: tensor(), w: entry })).toEqual({ isRead: false, fault: 'bad-entry', tensor: 'w' });
});

const fault = (bytes: Uint8Array, size = 1000) => readSafetensorsHeader(bytes, size, decode);

test('what is no header is told by its kind', () => {
  expect(fault(new Uint8Array(7))).toMatchObject({ fault: 'no-header' });
  expect(fault(fileOf('{}').subarray(0, 9))).toMatchObject({ fault: 'cut' });
  expect(fault(fileOf('{"a"'))).toMatchObject({ fault: 'no-json' });
  expect(fault(fileOf('[]'))).toMatchObject({ fault: 'no-json' });
  expect(fault(fileOf(Uint8Array.of(0x7b, 0xff, 0x7d)))).toMatchObject({ fault: 'no-json' });
  expect(fault(fileOf('{}'), 9)).toMatchObject({ fault: 'too-large' });
  expect(fault(fileOf('{}'), 10)).toMatchObject({ isRead: true, tensors: [] });
});

test('a name that occurs twice is told', () => {
  expect(fault(fileOf(`{"w":${JSON.stringify(tensor())},"w":${JSON.stringify(tensor())}}`))).toMatchObject({
    repeatedKeys: ['w'],
  });
});

test('the length is little-endian, at least 2 and at most 64 MiB', () => {
  const bytesOf = (length: bigint, size = Number.MAX_SAFE_INTEGER) => {
    const first = Buffer.alloc(8);
    first.writeBigUInt64LE(length);
    return headerBytes(first, size);
  };
  expect(bytesOf(2n)).toBe(10);
  expect(bytesOf(1n)).toBeNull();
  expect(bytesOf(258n)).toBe(266);
  expect(bytesOf(2n ** 26n)).toBe(2 ** 26 + 8);
  expect(bytesOf(2n ** 26n + 1n)).toBeNull();
  expect(bytesOf(2n ** 64n - 1n)).toBeNull();
  expect([bytesOf(2n, 10), bytesOf(2n, 9)]).toEqual([10, null]);
});
