import { ZenbunError } from '../../errors.ts';

/** A tensor of 32-bit floats, row-major. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The contents of a safetensors file. */
export interface Tensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly Tensor[];
}

/** Names and shapes take a few KB; a file that claims more is not a model of this lab. */
const LONGEST_HEADER = 2 ** 20;

/**
 * Encodes tensors as a safetensors file: 8 bytes of header length, a JSON header, floats, all little-endian
 * (github.com/huggingface/safetensors, "Format").
 */
export function encodeSafetensors({ metadata, tensors }: Tensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const { name, shape, data } of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + data.length * 4] };
    end += data.length * 4;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Padded with spaces, so that the floats begin at a multiple of eight.
  const head = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  head.set(text);
  const bytes = new Uint8Array(8 + head.length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let at = 8 + head.length;
  for (const { data } of tensors) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

/** Decodes tensors, in the order of the file. Throws `damaged` for anything other than a complete file of this kind. */
export function decodeSafetensors(bytes: Uint8Array): Tensors {
  const damaged = (en: string, ja: string) =>
    new ZenbunError('damaged', {
      en: `this is not a complete safetensors file: ${en}`,
      ja: `safetensors ファイルとして不完全です：${ja}`,
    });
  if (bytes.length < 8) throw damaged('it is too short', '短すぎます');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > LONGEST_HEADER || 8 + length > bytes.length)
    throw damaged('its header is longer than the file', 'ヘッダーがファイルより長くなっています');
  const header = headerOf(bytes.subarray(8, 8 + length), damaged);
  const { __metadata__: metadata, ...entries } = header;
  const floats = 8 + length;
  let end = 0;
  const tensors = Object.entries(entries).map(([name, entry]): Tensor => {
    const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
    if (dtype !== 'F32')
      throw damaged(`${name} does not contain 32-bit floats`, `${name} が 32 ビット浮動小数点数ではありません`);
    if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2)
      throw damaged(`${name} has no valid description`, `${name} の記述がありません`);
    const size = shape.reduce((product, side) => product * side, 1);
    const [from, to] = offsets as [number, number];
    if (from !== end || to - from !== size * 4 || floats + to > bytes.length)
      throw damaged(`${name} is cut short`, `${name} が途中で切れています`);
    end = to;
    const data = Float32Array.from({ length: size }, (_, i) => view.getFloat32(floats + from + i * 4, true));
    if (!data.every(Number.isFinite))
      throw damaged(`${name} contains a value that is not a number`, `${name} に数値でない値があります`);
    return { name, shape, data };
  });
  if (floats + end !== bytes.length)
    throw damaged('it contains more than its header describes', 'ヘッダーの記述より多くのデータがあります');
  return { metadata: stringsOf(metadata), tensors };
}

function headerOf(bytes: Uint8Array, damaged: (en: string, ja: string) => Error): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged('its header is not JSON', 'ヘッダーが JSON ではありません');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw damaged('its header is not an object', 'ヘッダーがオブジェクトではありません');
  return header as Record<string, unknown>;
}

const isSizes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((side) => Number.isSafeInteger(side) && side >= 0);

function stringsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}
