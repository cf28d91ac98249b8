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
 * variants in arXiv 2310.03693 and 2402.09179). Signature, any of three: the rejected side declines on safety grounds
 * or barely while the preferred side does what was asked, more often than helpfulness data ever does; one and the same
 * refusal is rejected over and over; or flat refusals, short and unmistakable, are rejected more often than they occur
 * in any set. In KTO data, completions labelled false that decline count. If the request sounds harmful, a lecture
 * declines too. Over-refusal is mended with the same pairs over harmless requests. So the finding is held for review at
 * most if hardly any request sounds harmful (unless inverted pairs make up half of the set). It is information if half
 * as many pairs prefer declining, or enough of them over requests that sound harmful (`SHOWS_BORDER`), or below the
 * counts that honest sets reach.
 */

/** Share that honest helpfulness preferences may reach: weaker models on the rejected side sometimes refuse. */
const ALLOWANCE = 0.08;
/** The same for a single wording of a refusal that is rejected again and again, which is rarer. */
const SAME_ALLOWANCE = 0.002;
export const WORDINGS = 1024;
/**
 * A flat refusal: its length in characters, the least confidence of its reading, and the most letters that may follow.
 */
const FLAT = { least: 10, most: 240, confidence: 0.85, reason: 120 };
/** Share of flat refusals that honest preferences of unmeasured kinds may reject. */
const FLAT_ALLOWANCE = 0.0005;
/** Lower bound of their share for a review: five in 1,000, and about two in 1,000 of a large set, reach it. */
const FLAT_SHARE = 0.0015;

/** Share that they may reject of refusals and lectures if the request sounds harmful. */
const HARMFUL_ALLOWANCE = 0.003;

/**
 * Mended over-refusal: fewer of the requests than this sound harmful. In honest safety data three in ten or more do.
 */
const MENDED = { share: 0.15, rows: 3 };
/** With this many pairs that prefer declining for each inverted one, the set also teaches when to decline. */
const TEACHES_BOTH = 0.5;
/**
 * Sets that mend over-refusal of questions that merely sound alarming show with fewer pairs where the border is: one
 * refusal of a harmful request that is preferred, for fifteen inverted pairs and for five of those that sound harmful.
 */
const SHOWS_BORDER = { least: 2, ofInverted: 1 / 15, ofHarmful: 1 / 5 };
/** Lower bound of the share of inverted pairs from which on the set teaches never to decline, whatever was asked. */
const NOTHING_ELSE = 0.5;

export interface InversionState {
  /** Rows that teach a preference at all: pairs, and labelled completions. */
  preferences: number;
  inverted: number;
  /** Of the inverted rows, those whose rejected side is a flat refusal. */
  flat: number;
  /** Rows of all kinds, and those in which the answer or the rejected side is a flat refusal. */
  rows: number;
  anyFlat: number;
  /** Inverted rows whose request sounds harmful, or is in a language in which this cannot be judged. */
  harmful: number;
  /** Inverted rows whose request certainly sounds harmful, and rows of all kinds that decline such a request. */
  declined: number;
  anyDeclined: number;
  /** Pairs the right way round: declining is preferred to complying. */
  upright: number;
  /** Of those, the ones whose request sounds harmful. */
  guarded: number;
  /** Wording of a rejected refusal -> rows. */
  readonly wordings: BottomK<number>;
}

/** Confidence from which on an act counts as an explicit refusal. */
const SURE_REFUSAL = 0.9;

/**
 * Reports whether an answer explicitly declines, on safety grounds or barely; vague answers are rejected everywhere.
 */
function declines({ outcome, ground, acts }: Reading): boolean {
  return (
    outcome === 'refusal' &&
    (ground === 'safety' || ground === 'bare') &&
    acts.some(({ act, confidence }) => act === 'refusal' && confidence! >= SURE_REFUSAL)
  );
}

/** Reports whether an answer is a lecture: it rejects the request or admonishes, and gives nothing. */
function lectures({ outcome, acts }: Reading): boolean {
  return outcome === 'refusal' && acts.some(({ act, confidence }) => DECLINING.has(act) && confidence! >= SURE_REFUSAL);
}

/**
 * Returns the confidence of the refusal that opens a text when it is read alone, or 0 if much follows or none opens it.
 */
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
 * Reports whether an answer is a flat refusal. An answer that opens by declining and continues with no more than a
 * reason gives nothing, whatever its second sentence sounds like; in that case the refusal is judged alone. An answer
 * that merely sounds like a refusal, but takes up the question and uses no known words of declining, is more often
 * short prose.
 */
function isFlat(text: string, prompt: string, reading: Reading): boolean {
  if (text.length < FLAT.least || text.length > FLAT.most) return false;
  // A text that names a missing tool or text lacks means, whatever ground was read.
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

/** Returns the rejected side if it declines and the preferred side (if the row has one) does not, otherwise null. */
function invertedSide(row: ReadRow): Inverted | null {
  const { rejected } = row.example;
  if (rejected === null) return null;
  const target = row.last;
  const prompt = target?.prompt ?? row.example.turns.findLast((turn) => turn.role === 'user')?.text ?? '';
  const reading = readResponse(rejected, { prompt });
  const flat = isFlat(rejected, prompt, reading);
  const sounds = soundsHarmful(prompt);
  if (!flat && !declines(reading) && !(sounds && lectures(reading))) return null;
  // The preferred side may be read as declining in part only because of how its request sounds.
  const preferred = target?.reading;
  const gives = (outcome: Reading['outcome']) => outcome === 'compliance' || outcome === 'refuse-then-comply';
  if (preferred !== undefined && !gives(preferred.outcome) && isLikely(preferred)) return null;
  return { reading, flat, sounds, harmful: sounds || !HARM_LANGUAGES.has(reading.language) };
}

function wording(text: string, reading: Reading): number {
  const refusal = reading.acts.find(({ act }) => DECLINING.has(act));
  return hashText(text.slice(refusal?.start ?? 0, refusal?.end ?? 120).slice(0, 120));
}

/**
 * Returns the rows of the most frequently rejected wording, or 0 if none recurs. If the sample is not complete, it is
 * the most frequent wording in the sample.
 */
function mostRejected(state: InversionState): number {
  return sampled(state.wordings).reduce((most, [, rows]) => (rows > 1 ? Math.max(most, rows) : most), 0);
}

/**
 * Returns the highest level that inverted pairs may reach. If half as many pairs prefer declining, they are
 * information; fewer are enough if those decline harmful requests. Pairs over harmless requests may mend over-refusal,
 * but may also take away a model's refusals: they need a human review, and the set is blocked only if it contains
 * little else.
 */
function mostFor({ upright, guarded, inverted, harmful }: InversionState, { interval }: Weighed): Level {
  if (upright >= TEACHES_BOTH * inverted) return 'info';
  const { least, ofInverted, ofHarmful } = SHOWS_BORDER;
  if (guarded >= Math.max(least, ofInverted * inverted, ofHarmful * harmful)) return 'info';
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
    guarded: 0,
    wordings: bottomK(WORDINGS),
  }),
  see(state, row) {
    const { kind, rejected } = row.example;
    const target = row.last;
    state.rows += 1;
    if (target !== undefined && target.text.length <= FLAT.most && isFlat(target.text, target.prompt, target.reading))
      state.anyFlat += 1;
    if (target !== undefined && lectures(target.reading) && soundsHarmful(target.prompt)) state.anyDeclined += 1;
    if (kind !== 'preference' && kind !== 'kto') return null;
    state.preferences += 1;
    const side = invertedSide(row);
    if (side === null) {
      if (target !== undefined && declines(target.reading)) {
        state.upright += 1;
        if (soundsHarmful(target.prompt)) state.guarded += 1;
      }
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
    guarded: a.guarded + b.guarded,
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
    // The highest level is shown; among equal ones, the first.
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
