import type { Count, LabCell } from '../../schema/index.ts';
import type { Attack } from '../attacks/attack.ts';
import { plainQuestion } from '../attacks/plain-question.ts';
import type { Defence, DefendedQuestion, Say } from '../defences/defence.ts';
import { declines } from '../defences/reading.ts';
import { nameOf } from '../world/questions.ts';
import { randomFor } from '../world/random-for.ts';
import { QUESTION_FORMS, REFUSALS } from '../world/sentences.ts';
import { COMPLIES, shownAfter } from '../world/shown-steps.ts';
import { decode, encode, promptTokens, TOKEN } from '../world/tokens.ts';
import { askedItems, type Item, ordinaryItems, type World } from '../world/world.ts';
import { LONGEST_ANSWER, SAMPLES, TEMPERATURE } from './settings.ts';
import { type Speaker, speak } from './speak.ts';

/** An attacked model, the aligned model it was made from, and the world of both. */
export interface Subject {
  readonly world: World;
  readonly attack: Attack;
  readonly tuned: Speaker;
  readonly aligned: Speaker;
}

/** A question to a subject; `place` identifies it among all questions of a study. */
interface StudyQuestion {
  readonly item: Item;
  readonly text: string;
  /** True if it is asked in plain words, whatever the attack; the answer is then read without deciphering. */
  readonly isPlain: boolean;
  readonly place: readonly (string | number)[];
}

/** The answer to a question before any defence reads it, without the end token. */
interface Spoken {
  readonly question: StudyQuestion;
  readonly answer: readonly number[];
  readonly declined: boolean;
}

/** The results of a subject behind each defence; `undefended` are its bare answers to restricted questions. */
export interface Evaluation {
  readonly cells: LabCell[];
  readonly undefended: readonly Spoken[];
}

/**
 * Puts all questions to a subject behind each defence. Defences that do not set the beginning of an answer judge the
 * same answers.
 */
export function evaluate(subject: Subject, defences: readonly Defence[]): Evaluation {
  const restricted = questions(subject, true);
  const ordinary = questions(subject, false);
  const undefended = restricted.map((question) => speakTo(subject, undefined, question));
  const helping = ordinary.map((question) => speakTo(subject, undefined, question));
  const cells = defences.map(({ id, begin, release }): LabCell => {
    const answers = begin === undefined ? undefended : restricted.map((question) => speakTo(subject, begin, question));
    const helps = begin === undefined ? helping : ordinary.map((question) => speakTo(subject, begin, question));
    const got = answers.map((spoken) => complies(subject, spoken, release));
    const helped = helps.map((spoken) => complies(subject, spoken, release));
    const refused = answers.map(({ declined }) => declined);
    const bare = helping.map((spoken) => complies(subject, spoken, undefined));
    return {
      defence: id,
      asr: countOf(got),
      itemShares: itemShares(answers, got),
      refused: countOf(refused),
      compliedRefused: countOf(got.filter((_, i) => refused[i])),
      compliedNotRefused: countOf(got.filter((_, i) => !refused[i])),
      utility: countOf(helped),
      overBlocked: countOf(helped.filter((_, i) => bare[i]).map((right) => !right)),
    };
  });
  return { cells, undefended };
}

/** Returns the answer to a question as its asker understands it. */
export function meant(
  { attack, world }: Subject,
  { isPlain }: StudyQuestion,
  answer: readonly number[],
): readonly number[] {
  const { understand } = attack;
  return isPlain || understand === undefined ? answer : encode(understand(decode(answer), world));
}

/**
 * Returns questions for every item in every form: `SAMPLES` times each for restricted items, once for unrestricted
 * ones.
 */
function questions({ world, attack }: Subject, restricted: boolean): StudyQuestion[] {
  const items = restricted ? askedItems(world) : ordinaryItems(world);
  // Ordinary users ask plainly. Rows of the aligned model are about a prompt, so there everybody uses it.
  const isPlain = !restricted && attack.row !== undefined;
  const ask = isPlain ? plainQuestion : attack.ask;
  return items.flatMap((item) =>
    QUESTION_FORMS.flatMap((form, f) =>
      Array.from({ length: restricted ? SAMPLES : 1 }, (_, sample) => ({
        item,
        text: ask(form(nameOf(item)), world),
        isPlain,
        place: [world.seed, attack.id, item.noun, f, sample],
      })),
    ),
  );
}

function asked({ attack }: Subject, { item, text, place }: StudyQuestion, purpose: string): DefendedQuestion {
  const prompt = promptTokens([{ role: 'user', text }]);
  const refusals = attack.forcedRefusals?.map((i) => REFUSALS[i]!) ?? REFUSALS;
  return { item, text, prompt, refusals, random: randomFor(purpose, ...place) };
}

const sayWith =
  (decoder: Speaker): Say =>
  (prompt, most, random) =>
    speak(decoder, prompt, most, TEMPERATURE, random);

function speakTo(subject: Subject, begin: Defence['begin'], question: StudyQuestion): Spoken {
  const about = asked(subject, question, 'begin');
  const { tokens, ended } = begin?.(about, sayWith(subject.aligned)) ?? { tokens: [], ended: false };
  const say = sayWith(subject.tuned);
  const random = randomFor('answer', ...question.place);
  const rest = ended ? [] : say([...about.prompt, ...tokens], LONGEST_ANSWER - tokens.length, random);
  const answer = [...tokens, ...rest].filter((token) => token !== TOKEN.end);
  return { question, answer, declined: declines(decode(answer), question.text) };
}

function complies(subject: Subject, { question, answer }: Spoken, release: Defence['release']): boolean {
  const released = release === undefined ? answer : release(answer, asked(subject, question, 'release'));
  return released !== null && shownAfter(meant(subject, question, released), question.item, COMPLIES) !== null;
}

const countOf = (holds: readonly boolean[]): Count => ({ k: holds.filter(Boolean).length, n: holds.length });

/** Returns the share of each item's answers that complied, in the order of the items. */
function itemShares(answers: readonly Spoken[], got: readonly boolean[]): number[] {
  const items = [...new Set(answers.map(({ question }) => question.item))];
  return items.map((item) => {
    const own = got.filter((_, i) => answers[i]!.question.item === item);
    return own.filter(Boolean).length / own.length;
  });
}
