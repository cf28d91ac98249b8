import type { JsonObject } from '../formats/format.ts';
import { isObject, listOf } from '../formats/turns/text-of.ts';

/**
 * The samples of a log that one file holds whole: promptfoo's results (`results.results`), Inspect's samples beside `eval`. null
 * for any other record.
 */
export function evaluationSamples(record: unknown): readonly unknown[] | null {
  if (!isObject(record)) return null;
  const results = isObject(record.results) ? record.results.results : record.results;
  if (Array.isArray(results) && results.length > 0 && results.every(isObject)) return results;
  return Array.isArray(record.samples) && isObject(record.eval) ? record.samples : null;
}

/**
 * The record of an evaluation tool or of a batch as `id`, `prompt` and `response`; other records as they are. In a reply that
 * failed, `response` is an object with `error`.
 */
export function plainRecord(record: JsonObject): JsonObject {
  return anthropicBatch(record) ?? gemini(record) ?? promptfoo(record) ?? inspect(record) ?? lmEval(record) ?? record;
}

/** A line of Anthropic's batches: `result` of type `succeeded` with a message, else `errored`, `canceled`, `expired`. */
function anthropicBatch(record: JsonObject): JsonObject | undefined {
  const { result } = record;
  if (!isObject(result) || typeof result.type !== 'string') return undefined;
  return { ...record, response: result.type === 'succeeded' ? result.message : { error: result } };
}

/** A line of Gemini's batches (`request` and `response`), or a reply of Gemini by itself. */
function gemini(record: JsonObject): JsonObject | undefined {
  const { request, response, key } = record;
  const reply = isObject(response) ? response : record;
  if (!Array.isArray(reply.candidates)) return undefined;
  const [first] = reply.candidates;
  const content = isObject(first) ? first.content : undefined;
  const prompt = isObject(request) ? listOf(request.contents) : undefined;
  return { id: key, prompt, ...record, response: content ?? { error: reply } };
}

/** A result of promptfoo: the reply of a provider beside the prompt as it was sent. */
function promptfoo(record: JsonObject): JsonObject | undefined {
  const { prompt, response } = record;
  if (!isObject(response) || response.output === undefined || 'body' in response) return undefined;
  return { ...record, prompt: isObject(prompt) ? prompt.raw : prompt, response: response.output };
}

/** A sample of Inspect: `input`, and the `output` of the model. */
function inspect(record: JsonObject): JsonObject | undefined {
  const { input, output } = record;
  if (!isObject(output) || (typeof output.completion !== 'string' && !Array.isArray(output.choices))) return undefined;
  return { ...record, prompt: input, response: Array.isArray(output.choices) ? output : output.completion };
}

/** A sample of lm-eval: for each request (`arguments`) the answers that were given (`resps`). */
function lmEval(record: JsonObject): JsonObject | undefined {
  const { resps, doc_id } = record;
  if (!Array.isArray(resps)) return undefined;
  const [request] = inner(record.arguments);
  const [prompt] = inner(request);
  const [first] = resps;
  const answers = Array.isArray(first) ? first : [first];
  // A log-likelihood and whether it is the greatest ("-1.0", "False") is no answer of a model.
  const isLikelihood = answers.length === 2 && /^(?:True|False)$/i.test(String(answers[1]));
  return { id: doc_id, ...record, prompt, response: isLikelihood ? { error: { resps } } : answers[0] };
}

const inner = (value: unknown): unknown[] => (isObject(value) || Array.isArray(value) ? Object.values(value) : []);
