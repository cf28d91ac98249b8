import type { Request } from '../request/request.ts';
import type { Unit } from '../text/units.ts';
import type { Symbols } from './symbols.ts';

/** Overlap between the content of a unit and that of the request; each value 0..1, or 0 if no request is known. */
export interface Relation {
  /** Share of the unit's content words that come from the request. */
  readonly fromRequest: number;
  /** Share of the request's content stems that occur in this unit (`covers`), and in all units up to it (`covered`). */
  readonly covers: number;
  readonly covered: number;
}

/** Number of values known about a unit besides its words. */
export const DENSE = 22;
/** Indices of the values that depend on the request. */
export const FROM_REQUEST: readonly number[] = [15, 16, 17, 18, 21];

/**
 * Returns the values of one unit, in the order of the weights. `text`: folded; `index`: position among the units of the
 * answer.
 */
export function denseValues(
  unit: Unit,
  text: string,
  symbols: Symbols,
  index: number,
  request: Request,
  relation: Relation,
): Float32Array {
  const { place } = unit;
  const last = text.trimEnd().at(-1) ?? '';
  // Written one by one: `Float32Array.of` costs more than everything else here.
  const values = new Float32Array(DENSE);
  values[0] = index === 0 ? 1 : 0;
  values[1] = index === 1 ? 1 : 0;
  values[2] = Math.min(index, 12) / 12;
  values[3] = Math.log(1 + text.length) / 6;
  values[4] = last === '?' || last === '？' ? 1 : 0;
  values[5] = last === ':' || last === '：' ? 1 : 0;
  values[6] = place.listed ? 1 : 0;
  values[7] = place.quoted;
  values[8] = place.code ? 1 : 0;
  values[9] = place.markup ? 1 : 0;
  values[10] = place.letter ? 1 : 0;
  values[11] = place.speaks ? 1 : 0;
  values[12] = place.block ? 1 : 0;
  values[13] = place.speakers > 0 ? 1 : 0;
  values[CONTINUES] = unit.continues ? 1 : 0;
  values[15] = request.known ? 1 : 0;
  values[16] = relation.fromRequest;
  values[17] = relation.covers;
  values[18] = relation.covered;
  values[19] = symbols.wide.includes(true) ? 1 : 0;
  values[20] = codeMarks(text);
  values[21] = request.refusalPrior;
  return values;
}

/**
 * Returns the density of code and arithmetic marks, 0..1. A long text with five or more per hundred characters scores
 * about 1.
 */
function codeMarks(text: string): number {
  let marks = 0;
  for (let i = 0; i < text.length; i += 1) marks += CODE_MARK[text.charCodeAt(i)]!;
  return Math.min(1, (20 * marks) / (text.length + 20));
}

const CODE_MARK = new Uint8Array(0x1_0000);
for (const mark of '{}[]()<>=;_+*/\\|&$#') CODE_MARK[mark.charCodeAt(0)] = 1;

/** Returns the values of units `from..to` of an answer as they would be if the answer began with the first of them. */
export function cropBeside(beside: Float32Array, from: number, to: number): Float32Array {
  const cropped = beside.slice(from * DENSE, to * DENSE);
  for (let i = 0; i < to - from; i += 1) {
    cropped[i * DENSE] = i === 0 ? 1 : 0;
    cropped[i * DENSE + 1] = i === 1 ? 1 : 0;
    cropped[i * DENSE + 2] = Math.min(i, 12) / 12;
    if (i === 0) cropped[i * DENSE + CONTINUES] = 0;
  }
  return cropped;
}

const CONTINUES = 14;
