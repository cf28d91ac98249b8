import { empty } from './empty.ts';
import { finish } from './finish.ts';
import { firstText } from './first-text.ts';
import { language } from './language.ts';
import { latch } from './latch.ts';
import { long } from './long.ts';
import { opening } from './opening.ts';
import { partial } from './partial.ts';
import { refusalDown } from './refusal-down.ts';
import { refusalUp } from './refusal-up.ts';
import { refuseThenComply } from './refuse-then-comply.ts';
import { repetition } from './repetition.ts';
import { retry } from './retry.ts';
import { short } from './short.ts';
import type { Signal } from './signal.ts';
import { tokensPerSecond } from './tokens-per-second.ts';
import { toolJson } from './tool-json.ts';

/** The watched signals, in display order. */
export const SIGNALS: readonly Signal[] = [
  latch,
  refuseThenComply,
  refusalUp,
  refusalDown,
  partial,
  long,
  short,
  empty,
  finish,
  language,
  opening,
  repetition,
  toolJson,
  firstText,
  tokensPerSecond,
  retry,
];
