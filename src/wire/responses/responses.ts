import type { WireEndpoint, WireProblem, WireRequest } from '../endpoint.ts';
import { recordOf, without } from '../json-value.ts';
import { openAiError } from '../problems.ts';
import { RequestFields, userTexts } from '../request-fields.ts';
import { replacedResponse } from './response-body.ts';
import { OutputReader } from './response-content.ts';
import { ResponseStream } from './response-stream.ts';

const STREAMED: ReadonlySet<string> = new Set(['stream', 'stream_options']);

function request(body: unknown): WireRequest | WireProblem {
  const fields = new RequestFields(body);
  // The answer would be fetched later, bypassing every check.
  if (fields.flag('background')) fields.wrong('background: is not served; the answer could not be read');
  const read: WireRequest = {
    model: fields.name('model'),
    ...promptsOf(fields),
    user: fields.user(),
    stream: fields.flag('stream'),
    choices: 1,
    // The last event of a stream always includes usage.
    usageWanted: true,
    maxTokens: fields.count('max_output_tokens'),
  };
  const { instructions } = fields.body;
  const isText = typeof instructions === 'string' || Array.isArray(instructions);
  if (instructions !== undefined && instructions !== null && !isText)
    fields.wrong('instructions: must be a string or a list');
  return fields.problem ?? read;
}

function promptsOf(fields: RequestFields): Pick<WireRequest, 'prompt' | 'firstPrompt'> {
  const { input } = fields.body;
  // A stored prompt or an earlier response can replace it.
  if (input === undefined || input === null) return { prompt: '', firstPrompt: '' };
  return typeof input === 'string' ? { prompt: input, firstPrompt: input } : userTexts(fields.records('input'));
}

/** `/v1/responses` of OpenAI. */
export const responses: WireEndpoint = {
  name: 'responses',
  path: '/v1/responses',
  request,
  upstreamBody: (body, model) => ({ ...recordOf(body), model }),
  wholeBody: (body, model) => ({ ...without(recordOf(body), STREAMED), model, store: false }),
  whole: (body) => new OutputReader().whole(body).content(),
  replaced: (body, replacements) => {
    const replacement = replacements.get(0);
    return replacement === undefined ? body : replacedResponse(body, replacement);
  },
  problem: openAiError,
  stream: (asked) => new ResponseStream(asked),
};
