import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import {
  bytesToRead,
  type KnownBase,
  readSafetensorsHeader,
  type TensorLikeness,
  type TensorSpan,
  type TrainingRecord,
} from '../../tuning/index.ts';

/** Limits: the beginning of each tensor is enough, and so is a limited number of tensors. */
const MOST_BYTES = 2 ** 20;
const MOST_TENSORS = 200;
/** Minimum number of dimensions: norms and biases begin alike in every model. */
const LEAST_SIDES = 2;

interface PlacedSpan {
  readonly place: string;
  readonly span: TensorSpan;
}

/** Compares whole tensors of a run's result with those of the base by their beginnings, for types F32, F16 and BF16. */
export async function baseLikeness(
  folder: string,
  basePlace: string,
  records: readonly TrainingRecord[],
  base: KnownBase,
  signal?: AbortSignal,
): Promise<TensorLikeness[]> {
  const isFolder = (await stat(basePlace)).isDirectory();
  const before = await spansOf([
    ...new Set(base.tensors.map(({ file }) => (isFolder ? join(basePlace, file) : basePlace))),
  ]);
  const result = records.filter(({ tensors, checkpoint }) => tensors.length > 0 && checkpoint === null);
  const after = await spansOf([...new Set(result.map(({ path }) => join(folder, path)))]);
  const found: TensorLikeness[] = [];
  for (const [name, now] of after) {
    const was = before.get(name);
    const { shape, dtype } = now.span;
    if (
      was === undefined ||
      shape.length < LEAST_SIDES ||
      dtype !== was.span.dtype ||
      shape.join() !== was.span.shape.join()
    )
      continue;
    signal?.throwIfAborted();
    const cosine = cosineOf(await floatsOf(now), await floatsOf(was));
    if (cosine !== null) found.push({ name, cosine });
    if (found.length >= MOST_TENSORS) break;
  }
  return found;
}

async function readPart(place: string, from: number, length: number): Promise<Uint8Array> {
  const handle = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function spansOf(places: readonly string[]): Promise<Map<string, PlacedSpan>> {
  const spans = new Map<string, PlacedSpan>();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  for (const place of places) {
    const { size } = await stat(place);
    const wanted = bytesToRead(place, size, await readPart(place, 0, Math.min(8, size)));
    const header = readSafetensorsHeader(await readPart(place, 0, wanted), size, decode);
    if (header.isRead) for (const span of header.tensors) spans.set(span.name, { place, span });
  }
  return spans;
}

async function floatsOf({ place, span }: PlacedSpan): Promise<Float64Array> {
  const bytes = await readPart(place, span.begin, Math.min(span.end - span.begin, MOST_BYTES));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (span.dtype === 'F32')
    return Float64Array.from({ length: bytes.length >> 2 }, (_, i) => view.getFloat32(4 * i, true));
  if (span.dtype === 'BF16') {
    const word = new DataView(new ArrayBuffer(4));
    return Float64Array.from({ length: bytes.length >> 1 }, (_, i) => {
      word.setUint32(0, view.getUint16(2 * i, true) << 16);
      return word.getFloat32(0);
    });
  }
  if (span.dtype === 'F16')
    return Float64Array.from({ length: bytes.length >> 1 }, (_, i) => halfFloat(view.getUint16(2 * i, true)));
  return new Float64Array();
}

/** Decodes IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return exponent === 31 ? Number.NaN : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Returns the cosine; null if a tensor is empty or zero, or has a value that is not a number. */
function cosineOf(a: Float64Array, b: Float64Array): number | null {
  if (a.length === 0 || a.length !== b.length) return null;
  let [dot, one, other] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    one += a[i]! * a[i]!;
    other += b[i]! * b[i]!;
  }
  const cosine = dot / Math.sqrt(one * other);
  return Number.isFinite(cosine) ? cosine : null;
}
