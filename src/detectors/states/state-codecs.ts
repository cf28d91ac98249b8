import { ZenbunError } from '../../errors.ts';
import type { DetectorId, Message, ShippedDetectorId } from '../../schema/index.ts';
import { CLOSED_ANSWER_SET } from './closed-answer-set.ts';
import { CONTRADICTION } from './contradiction.ts';
import { ENCODED } from './encoded.ts';
import { IDENTITY_SHIFT } from './identity-shift.ts';
import { PROMPT_HISTORIES } from './prompt-history.ts';
import { REFUSAL_INVERSION } from './refusal-inversion.ts';
import { REFUSE_THEN_COMPLY } from './refuse-then-comply.ts';
import { StateFault, type StateShape } from './shape.ts';
import { TRIGGER } from './trigger.ts';
import { UNIFORM_ANSWER } from './uniform-answer.ts';
import { WRAPPED_PROMPT } from './wrapped-prompt.ts';

/** Version of the output of `encodeState`; others are not read. Raised whenever the form of any state changes. */
export const STATE_FORMAT = 'zenbun.state/4';

/** The state shape of each detector in the catalogue. */
const SHAPES: Readonly<Record<Exclude<ShippedDetectorId, 'harmful-content'>, unknown>> = {
  'refuse-then-comply': REFUSE_THEN_COMPLY,
  'uniform-answer': UNIFORM_ANSWER,
  'identity-shift': IDENTITY_SHIFT,
  encoded: ENCODED,
  trigger: TRIGGER,
  'closed-answer-set': CLOSED_ANSWER_SET,
  contradiction: CONTRADICTION,
  'repeated-prompt': PROMPT_HISTORIES,
  'wrapped-prompt': WRAPPED_PROMPT,
  'refusal-inversion': REFUSAL_INVERSION,
};

/** Returns the shape of a detector's state. Throws `usage` for a custom detector. */
export function shapeOf(detector: DetectorId): StateShape<unknown> {
  if (Object.hasOwn(SHAPES, detector)) return SHAPES[detector as keyof typeof SHAPES] as StateShape<unknown>;
  throw new ZenbunError('usage', {
    en: `The state of the detector ${detector} cannot be written: only those of zenbun itself can. Scan with it in one run.`,
    ja: `検出器 ${detector} の状態は書き出せません。書き出せるのは zenbun の検出器だけです。分割せずに検査してください。`,
  });
}

/**
 * Returns the maximum number of bytes of the JSON of a detector's state, in UTF-8 and without white space: a longer
 * text need not be parsed. Throws `usage` for a custom detector.
 */
export function longestState(detector: DetectorId): number {
  return shapeOf(detector).longest;
}

/**
 * Returns the state of a detector as a JSON value, which is equal for any order and any split of the same rows. The
 * state remains usable: its samples are trimmed, just as when they are read. Throws `limit` if the state exceeds its
 * bounds, `usage` for a custom detector.
 */
export function encodeState(detector: DetectorId, state: unknown): unknown {
  const shape = shapeOf(detector);
  try {
    return shape.encode(state);
  } catch (error) {
    throw told(error, 'limit', (place, { en, ja }) => ({
      en: `The state of the detector ${detector} cannot be written: ${place} ${en}.`,
      ja: `検出器 ${detector} の状態を書き出せません。${place} ${ja}。`,
    }));
  }
}

/**
 * Restores an encoded state from a JSON value, whoever wrote it. Everything is checked: parts, types, bounds, orders,
 * and that counts do not contradict each other, so that no conclusion fails. It cannot tell whether the rows ever
 * existed. Throws `damaged` with the place of the first fault (the caller adds the file), `usage` for a custom
 * detector.
 */
export function decodeState(detector: DetectorId, json: unknown): unknown {
  const shape = shapeOf(detector);
  try {
    return shape.decode(json);
  } catch (error) {
    throw told(error, 'damaged', (place, { en, ja }) => ({
      en: `The state of the detector ${detector} is damaged: ${place} ${en}.`,
      ja: `検出器 ${detector} の状態が壊れています。${place} ${ja}。`,
    }));
  }
}

function told(error: unknown, code: 'limit' | 'damaged', message: (place: string, fault: Message) => Message): unknown {
  if (!(error instanceof StateFault)) return error;
  return new ZenbunError(code, message(`$${error.place}`, error.fault), { cause: error });
}
