import { answerField, type UnreadReason, unread } from '../../schema/index.ts';
import {
  errorIn,
  type Finish,
  finishIn,
  finishOf,
  isStreamEvent,
  type ReplyAnswer,
  replyAnswers,
  streamedReply,
  worstFinish,
} from '../../wire/index.ts';
import type { JsonObject } from '../formats/format.ts';
import { textsOf as textsOfContent } from '../formats/turns/content.ts';
import { roleOf } from '../formats/turns/role.ts';
import { isObject, textOf, thought } from '../formats/turns/text-of.ts';
import { joinedTexts } from '../formats/turns/turns.ts';
import type { LogAnswer } from './answer-log.ts';
import { lastAnswer } from './conversation.ts';

/** The text of an answer and how it ended, or the reason why there is none. */
export type AnswerText =
  | { readonly text: string; readonly finish: Finish }
  | {
      readonly unread: UnreadReason;
      /** Set if there is an answer, but not all of it can be read. */
      readonly isAnswer?: true;
    };

/** Returns the texts of one logged answer: a single one, or as many as the model was asked for. */
export function answerTexts({ said, finish, error, unread: named }: LogAnswer): readonly AnswerText[] {
  const why = errorIn({ error });
  const places = Array.isArray(named) ? named.filter((one) => typeof one === 'string') : [];
  return textsOf(said).map((read) => {
    const isSilent = 'unread' in read || read.text.trim() === '';
    if (why !== null && isSilent) return { unread: unread('failedWith', { status: why }) };
    if ('unread' in read) return read;
    if (places.length > 0) return saysMore(places);
    // A text next to an error was produced before it.
    const own = [read.finish, finishOf(finish), why === null ? 'other' : 'length'] as const;
    return { text: read.text, finish: worstFinish(own) };
  });
}

function textsOf(said: unknown): readonly AnswerText[] {
  const whole = typeof said === 'string' ? unpacked(said) : said;
  const stream = streamedReply(isStreamEvent(whole) ? [whole] : whole);
  if (stream !== null) return stream.answers.map((answer) => ofStream(answer, stream.isFailed));
  if (Array.isArray(whole)) return textsOfList(whole);
  return isObject(whole) ? textsOfReply(whole) : [plain(textOf(whole))];
}

/**
 * Unpacks a string, a message or messages that a table holds as JSON in one cell. Any other JSON is what the model
 * said.
 */
function unpacked(text: string): unknown {
  if (!/^\s*["[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string' || replyAnswers(value) !== null || streamedReply(value) !== null) return value;
    return Array.isArray(value) && value.length > 0 && value.every(isMessage) ? value : text;
  } catch {
    return text;
  }
}

const NOT_TEXT: AnswerText = { unread: unread('responseNotText') };

const plain = (text: string | null): AnswerText => (text === null ? NOT_TEXT : { text, finish: 'other' });

/**
 * Reads a list: texts, each an answer; messages, of which the last one by the assistant is the answer; or parts of one
 * text.
 */
function textsOfList(list: readonly unknown[]): readonly AnswerText[] {
  if (list.every(isWhole) || list.every(isGenerated)) return list.flatMap(textsOf);
  if (!list.every(isMessage)) return [ofParts(list)];
  const last = lastAnswer(list);
  return typeof last === 'string' ? [{ unread: last }] : textsOf(last.said);
}

const isGenerated = (value: unknown) => isObject(value) && value.generated_text !== undefined;

const isWhole = (value: unknown) => typeof value === 'string' || Array.isArray(value);

const isMessage = (value: unknown): value is JsonObject =>
  isObject(value) && roleOf(value.role ?? value.from) !== undefined;

/** Reads a server's reply, either bare or wrapped as in a batch file (`body`), or an object that holds a text. */
function textsOfReply(reply: JsonObject): readonly AnswerText[] {
  const body = isObject(reply.body) ? reply.body : reply;
  const status = reply.status_code;
  if ((typeof status === 'number' && status >= 300) || isObject(body.error)) {
    return [{ unread: typeof status === 'number' ? unread('failedWith', { status }) : unread('failedReply') }];
  }
  const answers = replyAnswers(body);
  if (answers !== null) return answers.map(ofWhole);
  if (Array.isArray(body.parts)) return [ofParts(body.parts)];
  const text = textOf(body.output ?? body) || textOf(body[answerField(body) ?? '']);
  return [text === null || text === '' ? NOT_TEXT : { text, finish: finishIn(body) }];
}

function ofWhole({ text, reasoning, finish, isUnread, unread: places }: ReplyAnswer): AnswerText {
  if (places.length > 0) return saysMore(places);
  return isUnread ? NOT_TEXT : { text: thought(reasoning) + text, finish };
}

const ofStream = (answer: ReplyAnswer, isFailed: boolean): AnswerText =>
  isFailed && answer.text === '' ? { unread: unread('failedReply') } : ofWhole(answer);

/** An answer with such places is unread as a whole: whether it declines shows only in all that it says. */
const saysMore = (places: readonly string[]): AnswerText => ({
  unread: unread('saysMore', { places: places.slice(0, MOST_PLACES).join(', ') }),
  isAnswer: true,
});
const MOST_PLACES = 3;

/** Reads the parts of one text, and every text under a name of its own. Parts of unknown kinds alone are no text. */
function ofParts(parts: readonly unknown[]): AnswerText {
  const texts = textsOfContent(parts);
  if (texts === null || (texts.length > 0 && textOf(parts) === '')) return NOT_TEXT;
  return { text: joinedTexts(texts), finish: 'other' };
}
