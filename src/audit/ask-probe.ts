import type { ZenbunError } from '../errors.ts';
import { firstTokens, OPENING_RULES, type OpeningRule } from '../judge/index.ts';
import type { Model, ModelAnswer, ModelRequest, UsageGuard } from '../model/index.ts';
import { readResponse } from '../reader/index.ts';
import {
  type Condition,
  type JudgedHarm,
  type JudgedPair,
  type JudgeReading,
  type Message,
  PLAIN_CONDITION,
  type Probe,
} from '../schema/index.ts';
import type { HarmJudge } from './harm-judge.ts';
import { judgedAnswer, type Said } from './judged-answer.ts';
import type { Meter, Price } from './meter.ts';
import { isPassing } from './passing-failure.ts';
import { type ModelQuestion, requestOf, type Sampling } from './question.ts';
import { tellable } from './tellable.ts';

/** A model or judge, and its price; null if the price is unknown. */
export interface Priced<T> {
  readonly asked: T;
  readonly price: Price | null;
}

export interface ProbeContext {
  readonly before: Priced<Model>;
  readonly after: Priced<Model>;
  readonly judges: readonly Priced<HarmJudge>[];
  readonly conditions: readonly Condition[];
  readonly samples: number;
  readonly sampling: Sampling;
  readonly rules: readonly OpeningRule[];
  readonly meter: Meter;
}

/** Why an answer is missing, or says less than it seems to. */
interface SampleFailure {
  readonly message: Message;
  readonly isUpstream: boolean;
  /** Set if the server refused the request itself, not the question in it. */
  readonly isRejected?: true;
}

/** One answer, or the reason why there is none. */
export interface Sample {
  readonly judged: JudgedPair['before'][number];
  /** The whole answer, including a begun part; '' if there is none. */
  readonly text: string;
  readonly failure: SampleFailure | null;
  readonly servedModel: string | null;
  /** True if the answer came without a request. */
  readonly isRecorded: boolean;
}

/** Both models' answers to one probe under one condition, with the same number of samples of each. */
export interface SamplePair {
  readonly condition: Condition;
  readonly pair: JudgedPair;
  readonly before: readonly Sample[];
  readonly after: readonly Sample[];
}

/** Returns the opening-only rules to show: the usual ones, and a guard that reads `prefix` tokens. */
export function openingRules(prefix: number | undefined): readonly OpeningRule[] {
  const own = prefix === undefined ? [] : [firstTokens(prefix)];
  return [...OPENING_RULES, ...own.filter(({ id }) => OPENING_RULES.every((rule) => rule.id !== id))];
}

/**
 * Asks both models one probe: a core probe under every condition, a contrast probe plainly. Rejects only with failures
 * that end the run, and only after every question of the probe has ended.
 */
export async function askProbe(probe: Probe, asking: ProbeContext, signal: AbortSignal): Promise<SamplePair[]> {
  const conditions = probe.set === 'core' ? asking.conditions : [PLAIN_CONDITION];
  return all(
    conditions.map(async (condition): Promise<SamplePair> => {
      const [before, after] = await all(
        (['before', 'after'] as const).map((side) =>
          all(
            Array.from({ length: asking.samples }, (_, nth) => hear({ probe, condition, nth }, side, asking, signal)),
          ),
        ),
      );
      const { id, category, set } = probe;
      const judgedOf = (heard: readonly Sample[]) => heard.map(({ judged }) => judged);
      const pair = {
        probe: id,
        category,
        set,
        condition: condition.id,
        before: judgedOf(before!),
        after: judgedOf(after!),
      };
      return { condition, pair, before: before!, after: after! };
    }),
  );
}

/** Like `Promise.all`, but waits until all have ended, so that nothing keeps running behind a failure. */
async function all<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

async function hear(
  question: ModelQuestion,
  side: 'before' | 'after',
  asking: ProbeContext,
  signal: AbortSignal,
): Promise<Sample> {
  const { probe } = question;
  const { asked: model, price } = asking[side];
  const request = requestOf(question, asking.sampling);
  const guard = asking.meter.guard(request, price);
  let answer: ModelAnswer;
  try {
    answer = await model.ask(request, signal, guard);
  } catch (failure) {
    if (!isPassing(failure)) throw failure;
    return silent(failureOf(failure, probe));
  }
  if (request.prefill !== undefined && beginsAnew(answer.text, request.prefill)) {
    return silent({ message: ofModel(model.id, NOT_CONTINUED), isUpstream: false });
  }
  // A blank continuation means that the model stopped there if it reported completion tokens; otherwise it is no
  // answer.
  const isBlank = answer.text.trim() === '' && !(answer.completionTokens ?? 0);
  const text = isBlank ? '' : `${request.prefill ?? ''}${answer.text}`;
  if (answer.finish === 'length' && answer.text.trim() === '' && !answer.unread?.length) {
    const told = silent({ message: ofModel(model.id, CUT_BEFORE_A_WORD), isUpstream: true });
    return { ...told, judged: { unjudged: 'cut' } };
  }
  const { finish, reasoning = '', unread = [] } = answer;
  const said = { prompt: probe.text, text, finish, reasoning, unread };
  const judged = await judgedBy(said, question, asking, signal);
  return {
    judged,
    text,
    failure: shortfallOf(judged, said, model.id),
    servedModel: answer.servedModel,
    isRecorded: guard.used.requests === 0,
  };
}

async function judgedBy(
  said: Said,
  { probe, condition }: ModelQuestion,
  asking: ProbeContext,
  signal: AbortSignal,
): Promise<Sample['judged']> {
  // The judges' verdicts are shown for the plain questions only, so no other answer is worth their price.
  const isShown = probe.set === 'core' && condition.id === PLAIN_CONDITION.id;
  const harmsBy = (judges: ProbeContext['judges']) => harms(said, probe, { judges, meter: asking.meter }, signal);
  const exact = asking.judges.filter(({ asked: { isExact } }) => isExact);
  const byExact = await harmsBy(exact);
  const read = judgedAnswer(said, {
    rules: isShown ? asking.rules : [],
    byJudge: byExact,
    exact: exactOf(exact, byExact),
  });
  if ('unjudged' in read) return read;
  const byOthers = isShown ? await harmsBy(asking.judges.filter(({ asked: { isExact } }) => !isExact)) : {};
  return { ...read, byJudge: { ...byExact, ...byOthers } };
}

function failureOf({ localized, localizedAdvice, code }: ZenbunError, probe: Probe): SampleFailure {
  const { en, ja } = tellable(localized, probe);
  if (code !== 'rejected') return { message: { en, ja }, isUpstream: code === 'upstream' };
  const { en: advice, ja: adviceJa } = localizedAdvice ?? { en: '', ja: '' };
  const message = { en: `${en} ${advice}`.trim(), ja: `${ja} ${adviceJa}`.trim() };
  return { message, isUpstream: false, isRejected: true };
}

/** Tells why an answer that arrived is not judged, if the run has to tell more than the reason. */
function shortfallOf(read: Sample['judged'], { text, finish, unread = [] }: Said, id: string): Sample['failure'] {
  if (!('unjudged' in read)) return null;
  if (read.unjudged === 'unread' && unread.length > 0)
    return { message: ofModel(id, saysMore(unread)), isUpstream: false };
  const isCut = read.unjudged === 'cut' && finish === 'length' && isAllReasoning(text);
  return isCut ? { message: ofModel(id, CUT_BEFORE_A_WORD), isUpstream: true } : null;
}

/** Reports whether an answer never leaves its reasoning. */
const isAllReasoning = (text: string): boolean => readResponse(text).outcome === 'empty';

const saysMore = (places: readonly string[]): Message => {
  const named = places.slice(0, MOST_PLACES).join(', ');
  return {
    en: `says more in places that are not read, so the answer is not judged: ${named}`,
    ja: `読み取らない箇所にも内容があるため、回答を判定しません：${named}`,
  };
};
const MOST_PLACES = 3;

const CUT_BEFORE_A_WORD: Message = {
  en: 'reached the token limit during its reasoning, before it answered (raise --max-answer-tokens)',
  ja: '推論だけでトークン数の上限に達し、回答がありません（--max-answer-tokens を上げてください）',
};
const NOT_CONTINUED: Message = {
  en: 'started a new answer instead of continuing the given one (--prefill)',
  ja: '与えた書き出しを続けず、新しい回答を始めました（--prefill）',
};
const ofModel = (id: string, { en, ja }: Message): Message => ({ en: `${id} ${en}`, ja: `${id}：${ja}` });

/** Openings of answers that refuse; a begun refusal is not continued by another one. */
const APOLOGY = /^\W*(i'?m sorry|i am sorry|sorry|i apologi[sz]e|my apologies|申し訳|すみません|ごめん)/iu;
const OPENING = 16;

/** Reports whether the server ignored the begun part: such an answer says nothing about what follows a refusal. */
function beginsAnew(text: string, prefill: string): boolean {
  return APOLOGY.test(text.replaceAll('’', "'")) || text.trimStart().startsWith(prefill.slice(0, OPENING));
}

/** Returns a sample without an answer to read. */
const silent = (failure: Sample['failure']): Sample => ({
  judged: { unjudged: 'failed' },
  text: '',
  failure,
  servedModel: null,
  isRecorded: false,
});

async function harms(
  { prompt, text }: { prompt: string; text: string },
  probe: Probe,
  { judges, meter }: Pick<ProbeContext, 'judges' | 'meter'>,
  signal: AbortSignal,
): Promise<Record<string, JudgedHarm>> {
  const words = await all(
    judges.map(async ({ asked: judge, price }): Promise<[string, JudgedHarm]> => {
      const guard = (request: ModelRequest): UsageGuard => meter.guard(request, price);
      const reading = await judge.read({ probe, prompt, answer: text }, { signal, guard });
      return [judge.judge, harmOf(reading)];
    }),
  );
  return Object.fromEntries(words);
}

function exactOf(judges: ProbeContext['judges'], byJudge: Readonly<Record<string, JudgedHarm>>): boolean | null {
  const exact = judges.find(({ asked }) => asked.isExact);
  const harm = exact === undefined ? undefined : byJudge[exact.asked.judge]?.harm;
  return harm === undefined || harm === 'not-judged' ? null : harm === 'unsafe';
}

function harmOf({ judgement, coverage: { read, of } }: JudgeReading): JudgedHarm {
  if (judgement.kind === 'judged') return { harm: judgement.harm, read, of };
  return { harm: 'not-judged', reason: judgement.reason, read, of };
}
