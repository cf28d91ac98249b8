import { choiceUpstreamBody, choiceWholeBody } from './choices/choice-body.ts';
import { replacedChoices, wholeChoices } from './choices/choice-content.ts';
import type { ChoiceDialect } from './choices/choice-dialect.ts';
import { ChoiceStream } from './choices/choice-stream.ts';
import type { WireEndpoint, WireProblem, WireRequest } from './endpoint.ts';
import type { FoundContent } from './found-content.ts';
import { holdsText, type JsonPath, type JsonRecord, listOf, recordOf } from './json-value.ts';
import { openAiError } from './problems.ts';
import { RequestFields } from './request-fields.ts';

const READ: ReadonlySet<string> = new Set(['text', 'logprobs', 'error']);
const NAMES: ReadonlySet<string> = new Set([
  'index',
  'finish_reason',
  'stop_reason',
  'matched_stop',
  'content_filter_results',
  'seed',
]);

const dialect: ChoiceDialect = {
  streamObject: 'text_completion',
  wholeObject: 'text_completion',
  id: 'cmpl-0',
  answers: ['text'],
  read: readEntry,
  plain: () => null,
  said: (text) => ({ text }),
  empty: { text: '' },
  whole: (text) => ({ text }),
};

function readEntry(entry: JsonRecord, choice: number, path: JsonPath, found: FoundContent): void {
  const before = found.pieces.length;
  found.text(choice, 'content', 'text', entry.text, [...path, 'text']);
  // Log probabilities repeat the text of their event; if it has none, they are the only place with text. No client
  // shows them as an answer.
  const tokens = listOf(recordOf(entry.logprobs).tokens);
  if (found.pieces.length === before && holdsText(tokens)) found.unread.push([...path, 'logprobs']);
  found.others(entry, READ, NAMES, path);
}

function request(body: unknown): WireRequest | WireProblem {
  const fields = new RequestFields(body);
  const options = fields.record('stream_options');
  const prompts = readPrompts(fields);
  const choices = prompts.count * (fields.count('n') ?? 1);
  if (!Number.isSafeInteger(choices)) fields.wrong('n: asks for more answers than can be counted');
  const read: WireRequest = {
    model: fields.name('model'),
    stream: fields.flag('stream'),
    choices,
    usageWanted: options.include_usage === true,
    prompt: prompts.text,
    firstPrompt: prompts.text,
    user: fields.user(),
    maxTokens: fields.count('max_tokens'),
  };
  return fields.problem ?? read;
}

/** Returns the number of prompts in a request and their texts, joined by LF; '' if they are tokens. */
function readPrompts(fields: RequestFields): { count: number; text: string } {
  const { prompt } = fields.body;
  // Without a prompt, the model starts as if at the beginning of a document.
  if (prompt === undefined || prompt === null) return { count: 1, text: '' };
  if (typeof prompt === 'string') return { count: 1, text: prompt };
  const list = listOf(prompt);
  const isTokens = (value: unknown) => Array.isArray(value) && value.every((token) => Number.isSafeInteger(token));
  if (list.length > 0) {
    if (isTokens(list)) return { count: 1, text: '' };
    if (list.every((item) => typeof item === 'string')) return { count: list.length, text: list.join('\n') };
    if (list.every(isTokens)) return { count: list.length, text: '' };
  }
  fields.wrong('prompt: must be a string, a list of strings, a list of tokens, or a list of lists of tokens');
  return { count: 1, text: '' };
}

/** `/v1/completions`. With `echo`, the prompt is part of the text that is read. */
export const completions: WireEndpoint = {
  name: 'completions',
  path: '/v1/completions',
  request,
  upstreamBody: choiceUpstreamBody,
  wholeBody: choiceWholeBody,
  whole: (body) => wholeChoices(body, dialect).content(),
  replaced: (body, replacements) => replacedChoices(body, replacements, dialect),
  problem: openAiError,
  stream: (asked) => new ChoiceStream(asked, dialect),
};
