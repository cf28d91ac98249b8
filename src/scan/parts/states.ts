import { createHash } from 'node:crypto';
import { DETECTORS, decodeState, encodeState } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';

/** The state of each detector, in the order of the catalogue. */
export type States = readonly unknown[];

/** Encodes states as plain JSON values; equal states give equal values. */
export function writtenStates(states: States): unknown[] {
  return DETECTORS.map(({ id }, index) => encodeState(id, states[index]));
}

/** Decodes a state. Throws `damaged`, naming `path`, for anything its detector could not have written. */
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

/** Computes a digest of encoded states. It does not depend on the tree of merges that produced them. */
export const digestOfStates = (written: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(written)).digest('hex');
