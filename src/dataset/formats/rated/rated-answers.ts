import { type Turn, unread } from '../../../schema/index.ts';
import type { Format, JsonObject, ParsedRow } from '../format.ts';
import { ANSWERS } from '../question-answer.ts';
import { answerOf, sharedTurns, sideOf } from '../turns/pair.ts';
import { isColumn, joined } from '../turns/prompt-and-answer.ts';
import { roleOf } from '../turns/role.ts';
import { addContext, asContext } from '../turns/side.ts';
import { isObject, listOf, objectOf } from '../turns/text-of.ts';
import { addSystem } from '../turns/turns.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { ratingsOf } from './ratings.ts';

/**
 * Several answers to one request, rated or ranked, or one chosen among them. Trainers build pairs from them in
 * different ways, so the worst is the rejected side and any other may be preferred: the others are all trained on, the
 * best one first. If nothing says which is better, all answers are trained on.
 */
export const ratedAnswers: Format = {
  name: 'rated-answers',
  title: 'rated, ranked or compared answers: UltraFeedback, Nectar, HelpSteer, distilabel, SHP, Chatbot Arena, WebGPT',
  recognise(record) {
    if (ELSEWHERE.some((name) => record[name] != null) || CHATS.some((name) => isAnswered(record[name]))) return false;
    const candidates = candidatesOf(record);
    if (candidates === null) return false;
    return requestOf(record) != null || candidates.every(({ said }) => typeof said === 'object');
  },
  toRow(record) {
    const candidates = candidatesOf(record)!;
    const context: Turn[] = [];
    if (!addSystem(context, record.system ?? record.system_prompt ?? record.custom_system_prompt))
      return unread('systemPromptNotText');
    const request = requestOf(record);
    if (isColumn(request) && candidates.every(({ said }) => typeof said === 'string')) return unread('columns');
    const [asked, ...later] = questionsOf(request, candidates);
    const reason = asked == null ? null : addContext(context, asked);
    if (reason !== null) return unread('prompt', { reason });
    const ratings = ratingsOf(record, candidates);
    const sides: AnswerSide[] = [];
    for (const [i, { said }] of candidates.entries()) {
      const turns = sideOf(exchanged(later, said), request == null);
      if (typeof turns === 'string') return turns;
      // Nobody learns from an answer that says nothing.
      if (turns.some(({ target, text }) => target && text.trim() !== ''))
        sides.push({ turns, rating: ratings?.[i] ?? 0 });
    }
    return sides.length === 0 ? unread('trainsNothing') : rowOf(context, sides);
  },
};

/** Names of single answers, and of lists of questions: such a record is read by another format, or by none. */
const ELSEWHERE = [...ANSWERS, 'chosen', 'questions'];
const CHATS = ['messages', 'conversations', 'conversation'] as const;

/** What one candidate says, and how good it is. */
interface AnswerSide {
  readonly turns: readonly Turn[];
  readonly rating: number;
}

function rowOf(context: readonly Turn[], sides: readonly AnswerSide[]): ParsedRow {
  const [first, ...others] = sides.map(({ turns }) => turns);
  const shared = others.reduce((least, side) => Math.min(least, sharedTurns(first!, side)), first!.length - 1);
  const turns: Turn[] = [...context, ...first!.slice(0, shared).map(asContext)];
  const bestFirst = [...sides].sort((a, b) => b.rating - a.rating);
  const worst = bestFirst.at(-1)!;
  const isRated = worst.rating < bestFirst[0]!.rating;
  const request = turns.at(-1);
  for (const [place, side] of (isRated ? bestFirst.slice(0, -1) : sides).entries()) {
    // The request is repeated before each of them: they are alternatives, not a sequence.
    if (place > 0 && request !== undefined) turns.push({ ...request, startsOver: true });
    turns.push(...side.turns.slice(shared));
  }
  const rejected = isRated ? answerOf(worst.turns.slice(shared)) : null;
  return { kind: isRated ? 'preference' : 'chat', turns, rejected };
}

/**
 * Returns the request that the answers belong to. WebGPT stores the text of a question in an object, as do OpenAI's
 * summaries with their post.
 */
function requestOf(record: JsonObject): unknown {
  if (record.instruction != null) return joined(record.instruction, record.input) ?? record.instruction;
  const question = objectOf(record.question)?.full_text ?? record.question;
  const post = objectOf(record.info)?.post ?? record.post;
  return (
    record.prompt ??
    (question == null ? null : joined(question, record.context)) ??
    record.messages ??
    record.conversations ??
    record.context ??
    record.history ??
    record.query ??
    record.input ??
    record.contents ??
    post
  );
}

/** Reports whether a list of messages contains its answer. */
function isAnswered(messages: unknown): boolean {
  const last = listOf(messages)?.at(-1);
  return isObject(last) && roleOf(last.role ?? last.from) === 'assistant';
}

/**
 * Returns the questions of a chat if they are in a list of their own beside lists of as many answers (the arena's 55k
 * battles), otherwise the request as it was given.
 */
function questionsOf(request: unknown, candidates: readonly Candidate[]): readonly unknown[] {
  const list = listOf(request);
  const isChat =
    list?.every((one) => typeof one === 'string') &&
    candidates.every(({ said }) => listOf(said)?.length === list.length);
  return isChat ? list! : [request];
}

/** Turns one side into a chat: the answers of a list with the later questions between them. */
function exchanged(later: readonly unknown[], said: unknown): unknown {
  const answers = listOf(said);
  if (answers === null || answers.length !== later.length + 1 || answers.some((one) => typeof one !== 'string'))
    return said;
  return answers.flatMap((content, i) => [
    ...(i === 0 ? [] : [{ role: 'user', content: later[i - 1] }]),
    { role: 'assistant', content },
  ]);
}
