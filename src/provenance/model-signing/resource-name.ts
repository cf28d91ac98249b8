import { isWellFormed } from '../../tlog/index.ts';
import { shown } from '../encoding/shape.ts';
import { ProvenanceError } from '../provenance-error.ts';

/**
 * Validates a name inside a folder: relative, parts separated by `/`, no part empty, `.` or `..`. Throws `unsafe-name`
 * with the place otherwise.
 */
export function resourceNameAt(name: string, place: string): string {
  const parts = name.split('/');
  const good = isWellFormed(name) && !name.includes('\0') && parts.every((part) => !['', '.', '..'].includes(part));
  if (!good) throw new ProvenanceError('unsafe-name', `${place}: ${shown(name)}`);
  return name;
}

const SLASH = 0x2f;

/**
 * Ranks UTF-16 code units in code point order: a surrogate belongs to a code point above all that take a single unit.
 */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Compares names by code points, which gives the order of their UTF-8 bytes. */
export function compareNames(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
}

/**
 * Compares names part by part between `/`, as Python's `pathlib` and thus model_signing do: `a/b` before `a.b`. So `/`
 * ranks below every other character.
 */
export function compareParts(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left === right) continue;
    if (left === SLASH || right === SLASH) return left === SLASH ? -1 : 1;
    return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
}
