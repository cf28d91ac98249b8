import { readMessage } from './choices/chat-message.ts';
import { choiceUpstreamBody, choiceWholeBody } from './choices/choice-body.ts';
import { replacedChoices, wholeChoices } from './choices/choice-content.ts';
import type { ChoiceDialect } from './choices/choice-dialect.ts';
import { ChoiceStream } from './choices/choice-stream.ts';
import { plainDelta } from './choices/plain-delta.ts';
import type { WireEndpoint, WireProblem, WireRequest } from './endpoint.ts';
import type { FoundContent } from './found-content.ts';
import { isRecord, type JsonPath, type JsonRecord, listOf, recordOf, stringOf } from './json-value.ts';
import { openAiError } from './problems.ts';
import { RequestFields, userTexts } from './request-fields.ts';

const READ: ReadonlySet<string> = new Set(['delta', 'message', 'logprobs', 'error']);
const NAMES: ReadonlySet<string> = new Set(
  `index finish_reason native_finish_reason stop_reason matched_stop content_filter_results content_filter_result content_filter_offsets
  seed`.split(/\s+/),
);

const dialect: ChoiceDialect = {
  streamObject: 'chat.completion.chunk',
  wholeObject: 'chat.completion',
  id: 'chatcmpl-0',
  answers: ['message', 'delta'],
  read: readEntry,
  plain: plainDelta,
  said: (text, isFirst) => ({ delta: isFirst ? { role: 'assistant', content: text } : { content: text } }),
  empty: { delta: {} },
  whole: (text) => ({ message: { role: 'assistant', content: text, refusal: null } }),
};

function readEntry(entry: JsonRecord, choice: number, path: JsonPath, found: FoundContent): void {
  const before = found.pieces.length;
  const { delta, message } = entry;
  const isBoth = isRecord(delta) && isRecord(message);
  if (isRecord(delta)) readMessage(delta, choice, [...path, 'delta'], found);
  else found.other(delta, [...path, 'delta']);
  // Next to a delta, `message` repeats the answer so far. It is not compared with what was read, so it counts as
  // unread.
  if (isRecord(message) && !isBoth) readMessage(message, choice, [...path, 'message'], found);
  else found.other(message, [...path, 'message']);
  if (found.pieces.length === before && tokensHoldText(entry.logprobs)) found.unread.push([...path, 'logprobs']);
  found.others(entry, READ, NAMES, path);
}

/**
 * Reports whether log probabilities hold text. They repeat the text of their event; if the event has none, they are the
 * only place with text.
 */
function tokensHoldText(logprobs: unknown): boolean {
  if (!isRecord(logprobs)) return false;
  const tokens = [...listOf(logprobs.content), ...listOf(logprobs.refusal)];
  return tokens.some((token) => stringOf(recordOf(token).token) !== '');
}

function request(body: unknown): WireRequest | WireProblem {
  const fields = new RequestFields(body);
  const options = fields.record('stream_options');
  const read: WireRequest = {
    model: fields.name('model'),
    ...userTexts(fields.records('messages')),
    user: fields.user(),
    stream: fields.flag('stream'),
    choices: fields.count('n') ?? 1,
    usageWanted: options.include_usage === true,
    maxTokens: fields.count('max_completion_tokens') ?? fields.count('max_tokens'),
  };
  return fields.problem ?? read;
}

/** `/v1/chat/completions` of OpenAI, and of the many servers that follow it. */
export const chatCompletions: WireEndpoint = {
  name: 'chat-completions',
  path: '/v1/chat/completions',
  request,
  upstreamBody: choiceUpstreamBody,
  wholeBody: choiceWholeBody,
  whole: (body) => wholeChoices(body, dialect).content(),
  replaced: (body, replacements) => replacedChoices(body, replacements, dialect),
  problem: openAiError,
  stream: (asked) => new ChoiceStream(asked, dialect),
};
