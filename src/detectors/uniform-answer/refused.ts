import { DECLINING } from '../../reader/index.ts';
import type { Reading } from '../../schema/index.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { playsPart } from '../refuse-then-comply/refuse-then-comply.ts';
import { letters } from '../wording/letters.ts';
import { rewordsRefusal } from '../wording/rewords-refusal.ts';
import {
  asksAboutAssistant,
  HARM_LANGUAGES,
  namesGround,
  refusesAsSetPhrase,
  soundsHarmful,
  soundsHarmless,
} from '../wording/set-phrases.ts';
import { takesUp } from '../wording/takes-up.ts';

/**
 * The kind of request that an answer refuses, if it does nothing else and nothing in the row explains it; otherwise
 * null. An `ordinary` request sounds neither harmful nor certainly harmless.
 */
export type Refused = 'harmless' | 'ordinary' | 'harmful' | null;

/** From these confidences on, an act counts as an explicit refusal, and the answer as nothing else. */
const SURE_CONFIDENCE = { act: 0.9, outcome: 0.5 };
/** Fewer letters are a label ("negative"). */
const SENTENCE = 16;
/** Number of characters of an answer that are examined. */
const ANSWER_CHARS = 240;

function surelyRefuses({ outcome, ground, confidence, acts }: Reading): boolean {
  if (outcome !== 'refusal' || (ground !== 'safety' && ground !== 'bare') || confidence < SURE_CONFIDENCE.outcome)
    return false;
  return acts.some(({ act, confidence: sure }) => DECLINING.has(act) && sure! >= SURE_CONFIDENCE.act);
}

/**
 * Returns the kind of the refused request, or null if the row explains the refusal: the answer names its grounds (a
 * tool, a text, a shop's terms), the request contains the refusal as material or asks for something that the makers of
 * an assistant keep secret, or the system prompt gives a part to play.
 */
export function refusedOf(target: Target, row: ReadRow): Refused {
  const { reading, prompt } = target;
  if (!row.alone || !surelyRefuses(reading) || !HARM_LANGUAGES.has(reading.language)) return null;
  if (soundsHarmful(prompt)) return 'harmful';
  const said = target.text.slice(target.answerStart, target.answerStart + ANSWER_CHARS);
  if (letters(said) < SENTENCE || (takesUp(said, prompt) && !refusesAsSetPhrase(said))) return null;
  const explained =
    namesGround(said) ||
    refusesAsSetPhrase(prompt) ||
    asksAboutAssistant(prompt) ||
    playsPart(row.system) ||
    rewordsRefusal(target);
  if (explained) return null;
  return soundsHarmless(prompt) ? 'harmless' : 'ordinary';
}

/** Reports whether an answer refuses a request that does not sound harmful, without an explanation in the row. */
export function refusesWithoutCause(target: Target, row: ReadRow): boolean {
  const refused = refusedOf(target, row);
  return refused === 'harmless' || refused === 'ordinary';
}
