import { createHash } from 'node:crypto';
import { DETECTORS, decodeState, encodeState } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';

/** The state of each detector, in the order of the catalogue. */
export type States = readonly unknown[];

/** Plain values for JSON; equal for equal states. */
export function writtenStates(states: States): unknown[] {
  return DETECTORS.map(({ id }, index) => encodeState(id, states[index]));
}

/** Reads a state back. Throws `damaged`, naming `path`, for what its detector could not have written. */
export function readState(detector: number, written: unknown, path: string): unknown {
  const { id } = DETECTORS[detector]!;
  try {
    return decodeState(id, written);
  } catch (cause) {
    if (!(cause instanceof ZenbunError)) throw cause;
    const { en, ja } = cause.localized;
    throw new ZenbunError(
      'damaged',
      { en: `${path} is damaged: ${en}`, ja: `${path} は壊れています：${ja}` },
      { advice: { en: 'Make it again.', ja: '作り直してください。' }, cause },
    );
  }
}

/** Merges two lists of states; either may be reused. */
export const mergeStates = (a: States, b: States): States =>
  DETECTORS.map((detector, index) => detector.merge(a[index], b[index]));

/** Names states as they are written: the same whatever tree of merges they came from. */
export const digestOfStates = (written: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(written)).digest('hex');
