import { type Turn, unread } from '../../../schema/index.ts';
import type { Format, JsonObject, ParsedRow } from '../format.ts';
import { answerOf, sharedTurns, sideOf } from '../turns/pair.ts';
import { joined } from '../turns/prompt-and-answer.ts';
import { roleOf } from '../turns/role.ts';
import { addContext, asContext } from '../turns/side.ts';
import { isObject, listOf, objectOf } from '../turns/text-of.ts';
import { addSystem } from '../turns/turns.ts';
import { candidatesOf } from './candidates.ts';
import { ratingsOf } from './ratings.ts';

/**
 * Several answers to one request, rated or ranked, or one chosen among them. Trainers build pairs from them in
 * different ways, so the worst is the rejected side and any other may be preferred: the others are all trained on, the
 * best one last. If nothing says which is better, all answers are trained on.
 */
export const ratedAnswers: Format = {
  name: 'rated-answers',
  title: 'rated, ranked or compared answers: UltraFeedback, Nectar, HelpSteer, distilabel, SHP, Chatbot Arena, WebGPT',
  recognise(record) {
    if (PLAIN.some((name) => record[name] != null)) return false;
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
    const [asked, ...later] = questionsOf(request);
    const reason = asked == null ? null : addContext(context, asked);
    if (reason !== null) return unread('prompt', { reason });
    const sides: Turn[][] = [];
    for (const { said } of candidates) {
      const side = sideOf(exchanged(later, said), request == null);
      if (typeof side === 'string') return side;
      sides.push(side);
    }
    return rowOf(context, sides, ratingsOf(record, candidates));
  },
};

/** Names of single answers: a record with one of these is read by the format for that name. */
const PLAIN = ['answer', 'response', 'completion', 'output', 'chosen'];

function rowOf(
  context: readonly Turn[],
  sides: readonly (readonly Turn[])[],
  ratings: readonly number[] | null,
): ParsedRow {
  const shared = Math.min(...sides.slice(1).map((side) => sharedTurns(sides[0]!, side)), sides[0]!.length - 1);
  const turns: Turn[] = [...context, ...sides[0]!.slice(0, shared).map(asContext)];
  const apart = sides.map((side) => side.slice(shared));
  const order = ratings === null ? [...apart.keys()] : [...apart.keys()].sort((a, b) => ratings[a]! - ratings[b]!);
  const isRated = ratings !== null && ratings[order[0]!] !== ratings[order.at(-1)!];
  const [worst, ...others] = order;
  const request = turns.at(-1);
  for (const [place, index] of (isRated ? others : order).entries()) {
    // Repeat the request before each answer, because the answers do not follow one another.
    if (place > 0 && request !== undefined) turns.push({ ...request, startsOver: true });
    turns.push(...apart[index]!);
  }
  return { kind: isRated ? 'preference' : 'chat', turns, rejected: isRated ? answerOf(apart[worst!]!) : null };
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
    unanswered(record.messages) ??
    unanswered(record.conversations) ??
    record.context ??
    record.history ??
    record.query ??
    record.input ??
    record.contents ??
    post
  );
}

/** Returns a list of messages that ends before the answer; null if it includes the answer. */
function unanswered(messages: unknown): unknown {
  const last = listOf(messages)?.at(-1);
  return isObject(last) && roleOf(last.role ?? last.from) !== 'assistant' ? messages : null;
}

/**
 * Returns the questions of a chat if they are in a list of their own, next to lists of answers (the arena's 55k
 * battles); otherwise the request itself.
 */
function questionsOf(request: unknown): readonly unknown[] {
  const list = listOf(request);
  return list?.every((one) => typeof one === 'string') ? list : [request];
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
