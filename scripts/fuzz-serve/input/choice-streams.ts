import type { Draw } from './draw.ts';
import { type Saying, type SoundStream, type Told, unnamed } from './told.ts';

const CHAT_KINDS = ['openai', 'azure', 'vllm', 'llama.cpp', 'ollama', 'openrouter', 'mistral'] as const;
type ChatKind = (typeof CHAT_KINDS)[number];

const usage = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 };
const tokensOf = (text: string) => ({
  content: [{ token: text, logprob: -0.1, bytes: [...Buffer.from(text)].slice(0, 8), top_logprobs: [] }],
  refusal: null,
});

/** Returns a stream of chat completions in the style of a random server. */
export function chatStream(draw: Draw, saying: Saying): SoundStream {
  const kind = draw.pick(CHAT_KINDS);
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm-1' };
  const chunk = (index: number, delta: unknown, extra: object = {}) =>
    unnamed({ ...head, ...headOf(kind), choices: [{ index, delta, finish_reason: null, ...extra }] });
  const withTokens = draw.chance(0.2);
  const told: Told[] = [];
  if (kind === 'azure') told.push(unnamed({ ...head, choices: [], prompt_filter_results: [{ prompt_index: 0 }] }));
  if (kind === 'openrouter') told.push({ event: '', data: undefined, comment: 'OPENROUTER PROCESSING' });
  for (let i = 0; i < saying.choices; i++) {
    told.push(chunk(i, { role: 'assistant', content: '' }));
    for (const text of saying.reasoning) told.push(chunk(i, reasoningOf(kind, text)));
    for (const text of saying.content)
      told.push(chunk(i, contentOf(kind, text), withTokens ? { logprobs: tokensOf(text) } : extraOf(kind)));
    if (saying.tool !== null) {
      told.push(chunk(i, { tool_calls: [callOf('look_up', '')] }));
      told.push(chunk(i, { tool_calls: [{ index: 0, function: { arguments: saying.tool } }] }));
    }
    const finish = saying.tool === null ? 'stop' : 'tool_calls';
    const delta = kind === 'ollama' ? { role: 'assistant', content: '' } : {};
    told.push(chunk(i, delta, { finish_reason: finish, ...(kind === 'vllm' ? { stop_reason: null } : {}) }));
  }
  if (draw.chance(0.5)) told.push(unnamed({ ...head, choices: [], usage }));
  told.push(unnamed('[DONE]'));
  return { endpoint: 'chat-completions', kind, told };
}

const callOf = (name: string, given: string) => ({
  index: 0,
  id: 'call_1',
  type: 'function',
  function: { name, arguments: given },
});

function headOf(kind: ChatKind): object {
  if (kind === 'llama.cpp') return { system_fingerprint: 'b1', timings: { prompt_n: 5, predicted_ms: 1.5 } };
  if (kind === 'openrouter') return { provider: 'A' };
  return kind === 'openai' ? { service_tier: 'default', system_fingerprint: 'fp', obfuscation: 'x8' } : {};
}

function reasoningOf(kind: ChatKind, text: string): object {
  if (kind === 'openrouter')
    return {
      content: '',
      reasoning: text,
      reasoning_details: [{ type: 'reasoning.text', text, format: 'f', index: 0 }],
    };
  if (kind === 'mistral') return { content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] };
  return kind === 'vllm' ? { reasoning: text, reasoning_content: text } : { reasoning_content: text };
}

function contentOf(kind: ChatKind, text: string): object {
  return kind === 'mistral' ? { content: [{ type: 'text', text }] } : { content: text };
}

function extraOf(kind: ChatKind): object {
  if (kind === 'azure')
    return { content_filter_results: { hate: { filtered: false, severity: 'safe' } }, logprobs: null };
  return kind === 'openai' ? { logprobs: null } : {};
}

/** Returns a stream of completions. */
export function completionStream(draw: Draw, saying: Saying): SoundStream {
  const kind = draw.pick(['openai', 'vllm', 'llama.cpp']);
  const head = { id: 'cmpl-1', object: 'text_completion', created: 1, model: 'm-1' };
  const entry = (index: number, text: string, reason: string | null, logprobs: unknown = null) =>
    unnamed({ ...head, choices: [{ index, text, logprobs, finish_reason: reason }] });
  const withTokens = draw.chance(0.2);
  const told: Told[] = [];
  for (let i = 0; i < saying.choices; i++) {
    for (const text of saying.content)
      told.push(entry(i, text, null, withTokens ? { tokens: [text], token_logprobs: [-1], text_offset: [0] } : null));
    told.push(entry(i, '', 'stop'));
  }
  if (kind !== 'llama.cpp' && draw.chance(0.5)) told.push(unnamed({ ...head, choices: [], usage }));
  told.push(unnamed('[DONE]'));
  return { endpoint: 'completions', kind, told };
}
