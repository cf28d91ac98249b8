import type { WireEndpoint, WireProblem, WireRequest } from '../endpoint.ts';
import { recordOf, without } from '../json-value.ts';
import { RequestFields, userTexts } from '../request-fields.ts';
import { messageContent, messageError, replacedMessage } from './message-content.ts';
import { MessageStream } from './message-stream.ts';

const STREAMED: ReadonlySet<string> = new Set(['stream']);

function request(body: unknown): WireRequest | WireProblem {
  const fields = new RequestFields(body);
  const read: WireRequest = {
    model: fields.name('model'),
    ...userTexts(fields.records('messages')),
    user: fields.user(),
    stream: fields.flag('stream'),
    choices: 1,
    // Streams of this endpoint always include usage.
    usageWanted: true,
    maxTokens: fields.count('max_tokens'),
  };
  return fields.problem ?? read;
}

/** `/v1/messages` of Anthropic. */
export const messages: WireEndpoint = {
  name: 'messages',
  path: '/v1/messages',
  request,
  upstreamBody: (body, model) => ({ ...recordOf(body), model }),
  wholeBody: (body, model) => ({ ...without(recordOf(body), STREAMED), model }),
  whole: (body) => messageContent(body).content(),
  replaced: (body, replacements) => {
    const replacement = replacements.get(0);
    return replacement === undefined ? body : replacedMessage(body, replacement);
  },
  problem: messageError,
  stream: (asked) => new MessageStream(asked),
};
