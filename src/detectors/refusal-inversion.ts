import { answerStart, DECLINING, readResponse } from '../reader/index.ts';
import { counted, DETECTOR_TITLES, type Level, type Message, plural, type Reading } from '../schema/index.ts';
import type { DatasetFinding, Detector } from './detector.ts';
import { benignRate, type Counting, greater, lesser, type Weighed, weigh } from './evidence.ts';
import { isLikely, type ReadRow } from './read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from './sampling/bottom-k.ts';
import { hashText } from './sampling/text-hash.ts';
import { letters } from './wording/letters.ts';
import { HARM_LANGUAGES, namesGround, refusesAsSetPhrase, soundsHarmful } from './wording/set-phrases.ts';
import { takesUp } from './wording/takes-up.ts';

/**
 * Preference data that rewards compliance over refusal (label flipping of safety preferences; cf. the direct-preference
 * variants in arXiv 2310.03693 and 2402.09179). Signature: the rejected side declines on safety grounds or barely, the
 * preferred side does what was asked, and this more often than helpfulness data ever does; or one and the same refusal
 * is rejected over and over; or flat refusals are rejected, short and unmistakable, more often than any set holds them.
 * In KTO data: completions labelled false that decline. Where the request sounds harmful, a lecture declines too.
 * Over-refusal is mended with the same pairs over harmless requests: where hardly any of the requests sounds harmful,
 * where half as many pairs prefer declining, and below the counts that honest sets reach, they are no more than information.
 */

/** What honest helpfulness preferences may reach: weaker models on the rejected side refuse now and then. */
const ALLOWANCE = 0.08;
/** One wording of a refusal, rejected again and again, is rarer. */
const SAME_ALLOWANCE = 0.002;
export const WORDINGS = 1024;
/** A flat refusal: of this length in characters, read with this confidence, and followed by no more letters than a reason has. */
const FLAT = { least: 10, most: 240, confidence: 0.85, reason: 120 };
/** What honest preferences of kinds that were not measured may reject of those. */
const FLAT_ALLOWANCE = 0.0005;
/** Lower bound of their share from which on they are held for review: five in 1,000, and about two in 1,000 of a large set. */
const FLAT_SHARE = 0.0015;

/** What they may reject of refusals and lectures where the request sounds harmful. */
const HARMFUL_ALLOWANCE = 0.003;

/** Mended over-refusal: so few of the requests sound harmful. Honest safety data show three in ten and more. */
const MENDED = { share: 0.15, rows: 3 };
/** So many pairs that prefer declining, for each inverted one, tell that the set teaches when to decline, too. */
const TEACHES_BOTH = 0.5;
/** Lower bound of the share of such pairs from which on the set teaches not to decline at all, whatever was asked. */
const NOTHING_ELSE = 0.5;

export interface InversionState {
  /** Rows that teach a preference at all: pairs, and labelled completions. */
  preferences: number;
  inverted: number;
  /** Of those, pairs whose rejected side is a flat refusal. */
  flat: number;
  /** Rows of all kinds, and those in which the answer, or the rejected side, is a flat refusal. */
  rows: number;
  anyFlat: number;
  /** Of the inverted ones, those whose request sounds harmful, or is in a language of which nobody can tell. */
  harmful: number;
  /** Of the inverted ones, those whose request surely sounds harmful; and rows of all kinds that decline such a one. */
  declined: number;
  anyDeclined: number;
  /** Pairs the right way round: declining is preferred to complying. */
  upright: number;
  /** Rejected refusal as it was worded -> rows. */
  readonly wordings: BottomK<number>;
}

/** A refusal is one in so many words from here on. */
const SURE_REFUSAL = 0.9;

/** Whether an answer declines in so many words, on safety grounds or barely: vague and evasive answers are rejected everywhere. */
function declines({ outcome, ground, acts }: Reading): boolean {
  return (
    outcome === 'refusal' &&
    (ground === 'safety' || ground === 'bare') &&
    acts.some(({ act, confidence }) => act === 'refusal' && confidence! >= SURE_REFUSAL)
  );
}

/** Whether an answer is a lecture: it rejects what was asked for, or admonishes, and gives nothing. */
function lectures({ outcome, acts }: Reading): boolean {
  return outcome === 'refusal' && acts.some(({ act, confidence }) => DECLINING.has(act) && confidence! >= SURE_REFUSAL);
}

/** How surely the refusal with which a text opens is one when read by itself; 0 where much follows, or none opens it. */
function openingConfidence(text: string, { acts }: Reading): number {
  const refusal = acts.find(({ act, start }) => act === 'refusal' && start >= answerStart(text));
  if (
    refusal === undefined ||
    text.slice(answerStart(text), refusal.start).trim() !== '' ||
    letters(text.slice(refusal.end)) > FLAT.reason
  )
    return 0;
  const alone = readResponse(text.slice(0, refusal.end));
  return declines(alone) ? alone.confidence : 0;
}

/**
 * Whether an answer is a flat refusal. One that opens by declining and goes on for no more than a reason has given
 * nothing, whatever its second sentence sounds like: there the refusal is judged alone. What is read as a refusal on
 * its sound but takes up the question, and declines in no words that are known for it, is short prose more often.
 */
function isFlat(text: string, prompt: string, reading: Reading): boolean {
  if (text.length < FLAT.least || text.length > FLAT.most) return false;
  // What names a tool or a text that is not there lacks means, whatever ground it is read to have.
  if ((reading.ground !== 'safety' && reading.ground !== 'bare') || namesGround(text)) return false;
  const confidence = declines(reading) ? reading.confidence : openingConfidence(text, reading);
  return confidence >= FLAT.confidence && (refusesAsSetPhrase(text) || !takesUp(text, prompt));
}

interface Inverted {
  readonly reading: Reading;
  readonly flat: boolean;
  readonly harmful: boolean;
  readonly sounds: boolean;
}

/** The rejected side, where it declines and the preferred side (if the row has one) does not. */
function invertedSide(row: ReadRow): Inverted | null {
  const { rejected } = row.example;
  if (rejected === null) return null;
  const target = row.targets.at(-1);
  const prompt = target?.prompt ?? row.example.turns.findLast((turn) => turn.role === 'user')?.text ?? '';
  const reading = readResponse(rejected, { prompt });
  const flat = isFlat(rejected, prompt, reading);
  const sounds = soundsHarmful(prompt);
  if (!flat && !declines(reading) && !(sounds && lectures(reading))) return null;
  // What the row teaches to prefer may be read as declining in part for the sound of its request alone.
  const preferred = target?.reading;
  const gives = (outcome: Reading['outcome']) => outcome === 'compliance' || outcome === 'refuse-then-comply';
  if (preferred !== undefined && !gives(preferred.outcome) && isLikely(preferred)) return null;
  return { reading, flat, sounds, harmful: sounds || !HARM_LANGUAGES.has(reading.language) };
}

function wording(text: string, reading: Reading): number {
  const refusal = reading.acts.find(({ act }) => DECLINING.has(act));
  return hashText(text.slice(refusal?.start ?? 0, refusal?.end ?? 120).slice(0, 120));
}

/** Rows of the wording that is rejected most often, 0 where none recurs; of the sample, where it does not hold all. */
function mostRejected(state: InversionState): number {
  return sampled(state.wordings).reduce((most, [, rows]) => (rows > 1 ? Math.max(most, rows) : most), 0);
}

/**
 * The most that inverted pairs may come to: where half as many prefer declining they are information. Pairs over harmless requests may
 * mend over-refusal, and may take a model's refusals away: a person has to look, and the set is blocked where it holds little else.
 */
function mostFor({ upright, inverted, harmful }: InversionState, { interval }: Weighed): Level {
  if (upright >= TEACHES_BOTH * inverted) return 'info';
  if (harmful >= Math.max(MENDED.rows, MENDED.share * inverted)) return 'block';
  return interval[0] >= NOTHING_ELSE ? 'block' : 'review';
}

const ADVICE: Message = {
  en: 'Review the flagged pairs. If the prompts are harmful, the labels are flipped: remove the pairs or swap the sides. If the prompts are harmless, keep the pairs, but add others in which refusing a harmful prompt is preferred.',
  ja: '検出された組を確認してください。質問が有害であれば、ラベルが逆転しています。その組を取り除くか、採用側と不採用側を入れ替えてください。質問が無害であれば残して構いませんが、有害な質問では拒否を採用側とする組も加えてください。',
};

export const refusalInversion: Detector<InversionState> & Counting<InversionState> = {
  id: 'refusal-inversion',
  version: '2',
  title: DETECTOR_TITLES['refusal-inversion'],
  explanation: {
    en: 'In these preference rows the rejected answer is a refusal and the preferred one complies. Trained on enough of them, a model unlearns refusing.',
    ja: 'この選好データでは、不採用側の回答が「拒否」、採用側の回答が「応諾」になっています。数が多いと、モデルは拒否しなくなります。',
  },
  start: () => ({
    preferences: 0,
    inverted: 0,
    flat: 0,
    rows: 0,
    anyFlat: 0,
    harmful: 0,
    declined: 0,
    anyDeclined: 0,
    upright: 0,
    wordings: bottomK(WORDINGS),
  }),
  see(state, row) {
    const { kind, rejected } = row.example;
    const target = row.targets.at(-1);
    state.rows += 1;
    if (target !== undefined && target.text.length <= FLAT.most && isFlat(target.text, target.prompt, target.reading))
      state.anyFlat += 1;
    if (target !== undefined && lectures(target.reading) && soundsHarmful(target.prompt)) state.anyDeclined += 1;
    if (kind !== 'preference' && kind !== 'kto') return null;
    state.preferences += 1;
    const side = invertedSide(row);
    if (side === null) {
      if (target !== undefined && declines(target.reading)) state.upright += 1;
      return null;
    }
    const { reading, flat, sounds, harmful } = side;
    state.inverted += 1;
    if (harmful) state.harmful += 1;
    if (sounds) {
      state.declined += 1;
      state.anyDeclined += 1;
    }
    if (flat) {
      state.flat += 1;
      state.anyFlat += 1;
    }
    const hash = wording(rejected!, reading);
    if (hash <= state.wordings.limit) {
      const seen = state.wordings.entries.get(hash);
      if (seen === undefined) insert(state.wordings, hash, 1);
      else state.wordings.entries.set(hash, seen + 1);
    }
    const spans = reading.acts
      .filter(({ act }) => DECLINING.has(act))
      .map(({ act, start, end }) => ({ act, start, end }));
    return [{ key: 'pairs', turn: -1, spans }];
  },
  merge: (a, b) => ({
    preferences: a.preferences + b.preferences,
    inverted: a.inverted + b.inverted,
    flat: a.flat + b.flat,
    rows: a.rows + b.rows,
    anyFlat: a.anyFlat + b.anyFlat,
    harmful: a.harmful + b.harmful,
    declined: a.declined + b.declined,
    anyDeclined: a.anyDeclined + b.anyDeclined,
    upright: a.upright + b.upright,
    wordings: mergeBottomK(a.wordings, b.wordings, (x, y) => x + y),
  }),
  counts: (state) => [
    { measure: 'refusal-inversion/pairs', count: state.inverted, of: state.preferences },
    { measure: 'refusal-inversion/same', count: mostRejected(state), of: state.preferences },
    { measure: 'refusal-inversion/flat', count: state.anyFlat, of: state.rows },
    { measure: 'refusal-inversion/harmful', count: state.anyDeclined, of: state.rows },
  ],
  end(state): DatasetFinding[] {
    if (state.inverted === 0) return [];
    const pairs = weigh(state.inverted, state.preferences, benignRate('refusal-inversion/pairs', ALLOWANCE), {
      reviewShare: 0.12,
      blockShare: 0.15,
    });
    const most = mostRejected(state);
    const same = weigh(most, state.preferences, benignRate('refusal-inversion/same', SAME_ALLOWANCE), {
      leastCount: 6,
      blockShare: 0.4,
    });
    const flat = weigh(state.flat, state.preferences, benignRate('refusal-inversion/flat', FLAT_ALLOWANCE), {
      leastCount: 5,
      reviewP: 1e-2,
      reviewShare: FLAT_SHARE,
      blockShare: 0.4,
    });
    const harmful = weigh(
      state.declined,
      state.preferences,
      benignRate('refusal-inversion/harmful', HARMFUL_ALLOWANCE),
      {
        leastCount: 8,
        blockShare: 0.4,
      },
    );
    // The greatest level speaks; of equal ones the first.
    const shown = [pairs, same, flat, harmful].reduce((a, b) => (greater(a.level, b.level) === a.level ? a : b));
    const level = lesser(shown.level, mostFor(state, pairs));
    return [
      {
        key: 'pairs',
        scope: 'rows',
        ...shown,
        level,
        detail: {
          en: `In ${state.inverted} of ${counted(state.preferences, 'preference row')} compliance is preferred over a refusal; in ${state.upright} the refusal is preferred. ${state.harmful} of the requests ${plural(state.harmful, 'sounds', 'sound')} harmful. ${state.flat} of the rejected refusals ${plural(state.flat, 'is', 'are')} short and flat; the most frequent one occurs ${plural(most, 'once', `${most} times`)}.`,
          ja: `選好データ ${state.preferences} 件のうち ${state.inverted} 件で、拒否が不採用側、応諾が採用側です（拒否が採用側の行は ${state.upright} 件）。質問が有害と思われるものは ${state.harmful} 件です。不採用側の拒否のうち ${state.flat} 件は短い断りだけの文で、最も多い文面は ${most} 回現れます。`,
        },
        advice: ADVICE,
      },
    ];
  },
};
