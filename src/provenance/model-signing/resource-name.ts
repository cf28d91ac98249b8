import { isWellFormed } from '../../tlog/index.ts';
import { shown } from '../encoding/shape.ts';
import { ProvenanceError } from '../provenance-error.ts';

/** A name inside a folder: relative, `/` between its parts, no part empty, `.` or `..`. Throws `unsafe-name` with the place otherwise. */
export function resourceNameAt(name: string, place: string): string {
  const parts = name.split('/');
  const good = isWellFormed(name) && !name.includes('\0') && parts.every((part) => !['', '.', '..'].includes(part));
  if (!good) throw new ProvenanceError('unsafe-name', `${place}: ${shown(name)}`);
  return name;
}

const SLASH = 0x2f;

/** Units of UTF-16 in the order of code points: a half of a pair stands for a code point above all that have one unit. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Order by code points, which is that of the UTF-8 bytes. */
export function compareNames(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
}

/** Order by the parts between `/`, as Python's `pathlib` has it and so model_signing writes it: `a/b` before `a.b`. So `/` is below every sign. */
export function compareParts(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left === right) continue;
    if (left === SLASH || right === SLASH) return left === SLASH ? -1 : 1;
    return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
}
