import { chatCompletions } from './chat-completions.ts';
import { completions } from './completions.ts';
import type { Piece, WireContent, WireEndpoint } from './endpoint.ts';
import { errorIn, type Finish, finishIn, finishOf, worstFinish } from './finish.ts';
import { indexOf, isRecord, type JsonRecord, listOf, parsedJson, recordOf } from './json-value.ts';
import { messages } from './messages/messages.ts';
import { responses } from './responses/responses.ts';
import { readableToolText } from './tool-text.ts';
import { UnreadTexts } from './unread-texts.ts';

/** One answer of a whole reply, joined from its pieces. */
export interface ReplyAnswer {
  /** Everything it gives, in order: content, refusal, and the contents of its tool calls. */
  readonly text: string;
  readonly reasoning: string;
  readonly finish: Finish;
  /** True if it gives nothing although the reply contains something unread that could hold text. */
  readonly isUnread: boolean;
  /**
   * Places of the reply with a running text, a picture or a sound that was not read (`choices[0].message.note`): the
   * answer is more than its text and reasoning.
   */
  readonly unread: readonly string[];
}

/** Returns the answers of a server's reply, or of a single message; null for anything else. */
export function replyAnswers(reply: unknown): readonly ReplyAnswer[] | null {
  if (!isRecord(reply)) return null;
  const choices = listOf(reply.choices);
  if (choices.length > 0 && choices.every(isChoice)) {
    const endpoint = choices.some(({ message, delta }) => message !== undefined || delta !== undefined)
      ? chatCompletions
      : completions;
    return answersOf(endpoint, reply, choices);
  }
  if (isItems(reply.output)) return answersOf(responses, reply, [reply]);
  if (reply.type !== 'message' && reply.role !== 'assistant') return null;
  if (listOf(reply.content).some((block) => BLOCKS.has(recordOf(block).type)))
    return answersOf(messages, reply, [reply]);
  const [answer] = answersOf(chatCompletions, { choices: [{ message: reply }] }, [reply]);
  return [{ ...answer!, unread: answer!.unread.map((place) => place.replace(/^choices\[0\]\.message\./, '')) }];
}

/**
 * Returns the answer of a reply that was asked for one; null for anything else. Further answers that say something else
 * are named in its `unread`.
 */
export function soleAnswer(reply: unknown): ReplyAnswer | null {
  if (!isRecord(reply)) return null;
  const [first, ...others] = listOf(reply.choices);
  if (others.length === 0) return replyAnswers(reply)?.[0] ?? null;
  const answer = replyAnswers({ ...reply, choices: [first] })?.[0];
  if (answer === undefined) return null;
  const further = others.map((other) => replyAnswers({ choices: [other] })?.[0] ?? null);
  return withFurther(answer, further);
}

/** Names answers that were not asked for in the `unread` of the first; null stands for one that cannot be read. */
export function withFurther(answer: ReplyAnswer, further: readonly (ReplyAnswer | null)[]): ReplyAnswer {
  const places = further.flatMap((other, i) => {
    const isSame = other !== null && other.text === answer.text && other.unread.length === 0 && !other.isUnread;
    return isSame ? [] : [`choices[${i + 1}]`];
  });
  return { ...answer, unread: [...answer.unread, ...places] };
}

/**
 * Combines a text with the reasoning and tool calls of its record into a message; returns the text alone if there are
 * none.
 */
export function messageOf(content: unknown, record: JsonRecord): unknown {
  const { reasoning_content, reasoning, thinking, tool_calls, function_call } = record;
  const thoughts = [reasoning_content, reasoning, thinking].find((one) => typeof one === 'string' && one !== '');
  const calls = listOf(tool_calls).length > 0 ? { tool_calls } : isRecord(function_call) ? { function_call } : null;
  if (thoughts === undefined && calls === null) return content;
  return { role: 'assistant', content, reasoning_content: thoughts, ...calls };
}

const isChoice = (value: unknown): value is JsonRecord =>
  isRecord(value) && [value.message, value.delta, value.text].some((one) => one !== undefined && one !== null);

/** Block types that only Anthropic's messages have; blocks of text also occur in the messages of other servers. */
const BLOCKS: ReadonlySet<unknown> = new Set(['thinking', 'redacted_thinking', 'tool_use', 'server_tool_use']);

const isItems = (output: unknown): boolean =>
  Array.isArray(output) && output.length > 0 && output.every((item) => typeof recordOf(item).type === 'string');

function answersOf(endpoint: WireEndpoint, body: JsonRecord, entries: readonly JsonRecord[]): ReplyAnswer[] {
  const content = endpoint.whole(body);
  return entries.map((entry, position) => {
    const isOnly = entries.length === 1;
    const texts = new UnreadTexts();
    texts.add(body, isOnly ? content.unread : content.unread.filter((place) => !isElsewhere(place, position)));
    const told = [finishIn(entry), errorIn(entry) === null ? 'other' : 'length'] as const;
    return answerFrom(content, isOnly ? null : indexOf(entry.index, position), { told, texts });
  });
}

/** Reports whether an unread place belongs to another entry of the choices. */
function isElsewhere(place: string, position: number): boolean {
  const owner = /^choices\[(\d+)\]/.exec(place);
  return owner !== null && Number(owner[1]) !== position;
}

/** What is known of an answer besides the content of its reply. */
interface AnswerEnd {
  /** Further reasons why it ended. */
  readonly told: readonly Finish[];
  readonly texts: UnreadTexts;
}

/**
 * Builds one answer. If `choice` is null, it takes everything, since the reply holds only one answer, whatever its
 * number.
 */
export function answerFrom(
  { pieces, finishes, unread }: Pick<WireContent, 'pieces' | 'finishes' | 'unread'>,
  choice: number | null,
  { told, texts }: AnswerEnd,
): ReplyAnswer {
  const isOwn = (one: { readonly choice: number }) => choice === null || one.choice === choice;
  const own = pieces.filter(isOwn);
  const text = joined(own.filter(({ channel }) => channel !== 'reasoning'));
  const reasoning = joined(own.filter(({ channel }) => channel === 'reasoning'));
  const finish = worstFinish([...finishes.filter(isOwn).map(({ reason }) => finishOf(reason)), ...told]);
  const hasTranscript = own.some(({ part }) => part === 'audio.transcript');
  const places = texts.places([text, reasoning], hasTranscript);
  return { text, reasoning, finish, isUnread: own.length === 0 && unread.length > 0, unread: places };
}

/** Separates texts of different kinds, so that no sentence runs from one into the next. */
const BETWEEN = '\n\n';

function joined(pieces: readonly Piece[]): string {
  let text = '';
  let last: Piece | undefined;
  for (const piece of pieces) {
    const { channel, part } = piece;
    if (channel === 'tool' && part.endsWith('.name')) continue;
    const continues = last?.channel === channel && (channel === 'content' || last.part === part);
    if (last !== undefined && !continues) text += BETWEEN;
    text += channel === 'tool' ? argumentsText(piece.text) : piece.text;
    last = piece;
  }
  return text;
}

/**
 * Returns the text of a whole call's arguments: the strings in them. Including the names around these would join a
 * refusal and the text that follows it into one sentence.
 */
function argumentsText(text: string): string {
  const parsed = parsedJson(text);
  return typeof parsed === 'object' && parsed !== null ? stringsIn(parsed).join('\n') : readableToolText(text);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
