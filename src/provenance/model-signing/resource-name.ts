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

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;

/** Order by code points, which is that of the UTF-8 bytes. A half of a pair stands for a code point above all that have one unit. */
export function compareNames(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left === right) continue;
    return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

/** Order by the parts between `/`, as Python's `pathlib` has it and so model_signing writes it: `a/b` before `a.b`. */
export function compareParts(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareNames(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
