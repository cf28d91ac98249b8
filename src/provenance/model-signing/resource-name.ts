import { isWellFormed, utf8 } from '../../tlog/index.ts';
import { shown } from '../encoding/shape.ts';
import { ProvenanceError } from '../provenance-error.ts';

/** A name inside a folder: relative, `/` between its parts, no part empty, `.` or `..`. Throws `unsafe-name` with the place otherwise. */
export function resourceNameAt(name: string, place: string): string {
  const parts = name.split('/');
  const good = isWellFormed(name) && !name.includes('\0') && parts.every((part) => !['', '.', '..'].includes(part));
  if (!good) throw new ProvenanceError('unsafe-name', `${place}: ${shown(name)}`);
  return name;
}

/** Order by the UTF-8 bytes of the names, which is the order of code points. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [utf8(a), utf8(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i]! - right[i]!;
  }
  return left.length - right.length;
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
