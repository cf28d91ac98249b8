import type { Draw } from './draw.ts';
import { jsonOf } from './random-json.ts';
import type { Told } from './told.ts';

/** Encodes events as bytes. `isPlain`: as most servers write them; otherwise with all the liberties of the standard. */
export function bytesOf(told: readonly Told[], draw: Draw, isPlain: boolean): Buffer {
  const ends = isPlain ? ['\n'] : draw.pick([['\n'], ['\r'], ['\r\n'], ['\n', '\r', '\r\n']]);
  let text = isPlain || draw.chance(0.9) ? '' : '\ufeff';
  const end = () => {
    const one = draw.pick(ends);
    // LF after CR would be one line ending, not two.
    return one === '\n' && text.endsWith('\r') ? '\r\n' : one;
  };
  for (const { event, data, comment } of told) {
    const gap = isPlain || draw.chance(0.7) ? ' ' : '';
    const add = (line: string) => {
      text += line;
      text += end();
    };
    if (comment !== undefined) for (const line of comment.split(/\r\n|\r|\n/)) add(`:${gap}${line}`);
    if (!isPlain && draw.chance(0.1)) add(draw.pick(['id: 7', 'retry: 10', 'x: y', 'id', 'retry: x']));
    if (event !== '') add(`event:${gap}${event}`);
    if (data !== undefined) for (const line of linesOf(data, draw, isPlain)) add(`data:${gap}${line}`);
    add('');
  }
  return Buffer.from(text);
}

/** Writes JSON on one line, or on several that the standard joins again. */
function linesOf(data: unknown, draw: Draw, isPlain: boolean): string[] {
  const text = typeof data === 'string' ? data : jsonOf(data);
  if (isPlain || typeof data === 'string' || draw.chance(0.8)) return text.split(/\r\n|\r|\n/);
  return text.replace(/^\{/, '{\n').split('\n');
}

const ODD_BYTES = [0, 10, 13, 34, 58, 91, 92, 123, 125, 128, 192, 237, 255];

/** Damages bytes: overwrites, truncates, removes, repeats or inserts some. */
export function damagedBytes(bytes: Buffer, draw: Draw): Buffer {
  let damaged = Buffer.from(bytes);
  const times = 1 + draw.below(4);
  for (let i = 0; i < times && damaged.length > 0; i++) {
    const at = draw.below(damaged.length);
    const kind = draw.below(5);
    if (kind === 0) damaged[at] = draw.chance(0.5) ? draw.pick(ODD_BYTES) : draw.below(256);
    else if (kind === 1) damaged = damaged.subarray(0, at);
    else if (kind === 2) damaged = Buffer.concat([damaged.subarray(0, at), damaged.subarray(at + 1 + draw.below(9))]);
    else if (kind === 3) damaged = Buffer.concat([damaged.subarray(0, at), damaged.subarray(draw.below(at + 1))]);
    else damaged = Buffer.concat([damaged.subarray(0, at), Buffer.from([draw.pick(ODD_BYTES)]), damaged.subarray(at)]);
  }
  return damaged;
}

/** Splits the bytes into pieces, as a network would. */
export function split(bytes: Uint8Array, draw: Draw): Uint8Array[] {
  const most = draw.pick([1e9, 400, 60, 7]);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = most === 1e9 ? bytes.length : 1 + draw.below(most);
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
