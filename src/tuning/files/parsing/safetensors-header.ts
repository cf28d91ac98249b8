import { asList, asObject, field } from './fields.ts';
import { parseJsonText } from './json-text.ts';

/** The format's own limit is 100 MB; the header of a model with 100,000 tensors has about 10 MB. */
const MOST_HEADER = 64 * 1024 * 1024;

/**
 * A tensor of a safetensors file, and the position of its bytes in the file: from `begin` (inclusive) to `end`
 * (exclusive).
 */
export interface TensorSpan {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export type HeaderFault = 'no-header' | 'too-large' | 'cut' | 'no-json' | 'bad-entry' | 'outside';

export type HeaderReading =
  | {
      readonly isRead: true;
      readonly tensors: readonly TensorSpan[];
      readonly metadata: Readonly<Record<string, string>>;
      readonly repeatedKeys: readonly string[];
    }
  | { readonly isRead: false; readonly fault: HeaderFault; readonly tensor: string | null };

/**
 * Returns how many bytes the length and the header take; null if they are longer than the limit or than the file, or
 * not there.
 */
export function headerBytes(first: Uint8Array, size: number): number | null {
  if (first.length < 8) return null;
  let length = 0;
  for (let i = 7; i >= 0; i--) length = length * 256 + first[i]!;
  return length < 2 || length > MOST_HEADER || length + 8 > size ? null : length + 8;
}

/**
 * Reads the header of a safetensors file (8 bytes of length, little-endian, then JSON) from its first bytes. `size` is
 * that of the whole file: spans that leave the file are a fault, and so are spans that do not have as many bytes as
 * type and shape need. `decode` decodes UTF-8, and returns null for other bytes.
 */
export function readSafetensorsHeader(
  bytes: Uint8Array,
  size: number,
  decode: (bytes: Uint8Array) => string | null,
): HeaderReading {
  const needed = headerBytes(bytes, size);
  if (needed === null) return fault(bytes.length < 8 ? 'no-header' : 'too-large');
  if (bytes.length < needed) return fault('cut');
  const text = decode(bytes.subarray(8, needed));
  const parsed = text === null ? null : parseJsonText(text);
  const object = parsed?.isRead ? asObject(parsed.value) : null;
  if (!parsed?.isRead || object === null) return fault('no-json');
  const tensors: TensorSpan[] = [];
  const metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(object)) {
    if (name === '__metadata__') {
      for (const [key, value] of Object.entries(asObject(entry) ?? {}))
        if (typeof value === 'string') metadata[key] = value;
      continue;
    }
    const span = spanOf(name, entry, needed);
    if (span === null) return fault('bad-entry', name);
    if (span.end > size) return fault('outside', name);
    tensors.push(span);
  }
  return { isRead: true, tensors, metadata, repeatedKeys: parsed.repeatedKeys };
}

const fault = (kind: HeaderFault, tensor: string | null = null): HeaderReading => ({
  isRead: false,
  fault: kind,
  tensor,
});

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Bits per element. For types that are not listed, the size is not checked. */
const BITS: Readonly<Record<string, number>> = {
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E4M3: 8,
  F8_E5M2: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  I64: 64,
  U64: 64,
  F64: 64,
};

function spanOf(name: string, entry: unknown, start: number): TensorSpan | null {
  const dtype = field(entry, 'dtype');
  const shape = field(entry, 'shape');
  const [from, to] = asList(field(entry, 'data_offsets'));
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !shape.every(isSize)) return null;
  if (!isSize(from) || !isSize(to) || to < from) return null;
  const bits = Object.hasOwn(BITS, dtype) ? BITS[dtype]! : null;
  const elements = shape.reduce((product, length) => product * length, 1);
  if (bits !== null && elements * (bits / 8) !== to - from) return null;
  return { name, dtype, shape, begin: start + from, end: start + to };
}
