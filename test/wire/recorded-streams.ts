import type { EndpointName } from '../../src/wire/index.ts';

/** A stream in the format that one server sends, and what should be read from it. */
export interface RecordedStream {
  readonly server: string;
  readonly endpoint: EndpointName;
  readonly body: string;
  /** All text, by channel, in order. */
  readonly read: Partial<Record<'content' | 'reasoning' | 'refusal' | 'tool', string>>;
  readonly finishes: readonly string[];
  readonly unread?: readonly string[];
  readonly problem?: string;
}

const lines = (...events: (string | object)[]) =>
  events
    .map((event) => (typeof event === 'string' ? event : `data: ${JSON.stringify(event)}`))
    .map((text) => `${text}\n\n`)
    .join('');
const named = (event: { type: string; [field: string]: unknown }) =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}`;

function chunks(head: object, deltas: readonly object[], reason: string): object[] {
  const all = deltas.map((delta) => ({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason: null }] }));
  return [...all, { ...head, choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: reason }] }];
}

const openAiHead = {
  id: 'chatcmpl-B1',
  object: 'chat.completion.chunk',
  created: 1790000000,
  model: 'gpt-4.1-mini-2025-04-14',
  service_tier: 'default',
  system_fingerprint: 'fp_1',
};
const openAi = chunks(
  openAiHead,
  [{ role: 'assistant', content: '', refusal: null }, { content: 'Hel' }, { content: 'lo, 世界 😀' }],
  'stop',
).map((chunk) => ({ ...chunk, usage: null, obfuscation: 'f0Xq' }));
const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12, prompt_tokens_details: { cached_tokens: 0 } };

const vllmHead = { id: 'chatcmpl-9f', object: 'chat.completion.chunk', created: 1790000000, model: 'Qwen/Qwen3-8B' };
const safe = { filtered: false, severity: 'safe' };
const azureFilter = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
const claude = { id: 'msg_01', type: 'message', role: 'assistant', model: 'claude-x', content: [] };

export const RECORDED_STREAMS: readonly RecordedStream[] = [
  {
    server: 'OpenAI',
    endpoint: 'chat-completions',
    body: lines(...openAi, { ...openAiHead, choices: [], usage }, 'data: [DONE]'),
    read: { content: 'Hello, 世界 😀' },
    finishes: ['stop'],
  },
  {
    server: 'OpenAI, a call',
    endpoint: 'chat-completions',
    body: lines(
      ...chunks(
        openAiHead,
        [
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } }],
          },
          { tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] },
          { tool_calls: [{ index: 0, function: { arguments: '"Kyoto"}' } }] },
        ],
        'tool_calls',
      ),
      'data: [DONE]',
    ),
    read: { tool: 'weather{"city":"Kyoto"}' },
    finishes: ['tool_calls'],
  },
  {
    server: 'vLLM, a reasoning model',
    endpoint: 'chat-completions',
    body: lines(
      ...chunks(
        vllmHead,
        [
          { role: 'assistant', content: '' },
          { reasoning: 'Let me ', reasoning_content: 'Let me ' },
          { reasoning: 'see.', reasoning_content: 'see.' },
          { content: '\n\nYes.', reasoning_content: null },
        ],
        'stop',
      ),
      { ...vllmHead, choices: [], usage: { prompt_tokens: 9, total_tokens: 12, completion_tokens: 3 } },
      'data: [DONE]',
    ),
    read: { reasoning: 'Let me see.', content: '\n\nYes.' },
    finishes: ['stop'],
  },
  {
    server: 'llama.cpp',
    endpoint: 'chat-completions',
    body: lines(
      {
        choices: [{ finish_reason: null, index: 0, delta: { role: 'assistant', content: null } }],
        created: 1790000000,
        id: 'chatcmpl-l',
        model: 'model.gguf',
        system_fingerprint: 'b7000-abc',
        object: 'chat.completion.chunk',
      },
      { choices: [{ finish_reason: null, index: 0, delta: { content: 'Good' } }], object: 'chat.completion.chunk' },
      { choices: [{ finish_reason: 'length', index: 0, delta: {} }], object: 'chat.completion.chunk' },
      { choices: [], usage, timings: { prompt_n: 9, predicted_per_second: 40.1 }, object: 'chat.completion.chunk' },
      'data: [DONE]',
    ),
    read: { content: 'Good' },
    finishes: ['length'],
  },
  {
    server: 'llama.cpp, an error',
    endpoint: 'chat-completions',
    body: lines({ error: { code: 500, message: 'context is full', type: 'server_error' } }),
    read: {},
    finishes: [],
    problem: 'context is full',
  },
  {
    server: 'Ollama',
    endpoint: 'chat-completions',
    body: lines(
      {
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1790000000,
        model: 'llama3.2',
        system_fingerprint: 'fp_ollama',
        choices: [{ index: 0, delta: { role: 'assistant', content: 'Hi' }, finish_reason: null }],
      },
      { choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: 'stop' }] },
      'data: [DONE]',
    ),
    read: { content: 'Hi' },
    finishes: ['stop'],
  },
  {
    server: 'Azure OpenAI',
    endpoint: 'chat-completions',
    body: lines(
      {
        choices: [],
        created: 0,
        id: '',
        model: '',
        object: '',
        prompt_filter_results: [{ prompt_index: 0, content_filter_results: azureFilter }],
      },
      {
        choices: [
          { index: 0, delta: { content: '', role: 'assistant' }, finish_reason: null, content_filter_results: {} },
        ],
      },
      {
        choices: [{ index: 0, delta: { content: 'Sure' }, finish_reason: null, content_filter_results: azureFilter }],
        ...{ id: 'chatcmpl-az', model: 'gpt-4o' },
      },
      { choices: [{ index: 0, delta: {}, finish_reason: 'stop', content_filter_results: {} }] },
      'data: [DONE]',
    ),
    read: { content: 'Sure' },
    finishes: ['stop'],
  },
  {
    server: 'OpenRouter',
    endpoint: 'chat-completions',
    body: lines(
      ': OPENROUTER PROCESSING',
      ': OPENROUTER PROCESSING',
      {
        id: 'gen-1',
        provider: 'Somebody',
        model: 'deepseek/deepseek-r1',
        object: 'chat.completion.chunk',
        choices: [
          {
            index: 0,
            delta: {
              role: 'assistant',
              content: '',
              reasoning: 'Hm.',
              reasoning_details: [{ type: 'reasoning.text', text: 'Hm.', format: 'unknown', index: 0 }],
            },
            finish_reason: null,
            native_finish_reason: null,
            logprobs: null,
          },
        ],
      },
      {
        id: 'gen-1',
        choices: [{ index: 0, delta: { content: 'Ok' }, finish_reason: 'stop', native_finish_reason: 'stop' }],
      },
      {
        id: 'gen-1',
        choices: [{ index: 0, delta: { role: 'assistant', content: '' } }],
        usage: { ...usage, cost: 0.01 },
      },
      'data: [DONE]',
    ),
    read: { reasoning: 'Hm.', content: 'Ok' },
    finishes: ['stop'],
  },
  {
    server: 'OpenRouter, an error in the middle',
    endpoint: 'chat-completions',
    body: lines({
      id: 'gen-1',
      choices: [{ index: 0, delta: { content: 'Ok' }, finish_reason: 'error', error: { code: 502, message: 'gone' } }],
      error: { code: 502, message: 'gone' },
    }),
    read: { content: 'Ok' },
    finishes: ['error'],
    problem: 'gone',
  },
  {
    server: 'vLLM',
    endpoint: 'completions',
    body: lines(
      {
        id: 'cmpl-1',
        object: 'text_completion',
        created: 1,
        model: 'm',
        choices: [{ index: 0, text: ' a', logprobs: null, finish_reason: null, stop_reason: null }],
      },
      {
        id: 'cmpl-1',
        object: 'text_completion',
        created: 1,
        model: 'm',
        choices: [{ index: 0, text: ' b', logprobs: null, finish_reason: 'length', stop_reason: null }],
      },
      'data: [DONE]',
    ),
    read: { content: ' a b' },
    finishes: ['length'],
  },
  {
    server: 'Anthropic, CRLF',
    endpoint: 'messages',
    body: lines(
      ...[
        {
          type: 'message_start',
          message: { ...claude, stop_reason: null, usage: { input_tokens: 9, output_tokens: 1 } },
        },
        { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
        { type: 'ping' },
        { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm.' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'EqQB'.repeat(90) } },
        { type: 'content_block_stop', index: 0 },
        { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
        { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Hello' } },
        { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: '!' } },
        { type: 'content_block_stop', index: 1 },
        {
          type: 'message_delta',
          delta: { stop_reason: 'end_turn', stop_sequence: null },
          usage: { output_tokens: 15 },
        },
        { type: 'message_stop' },
      ].map(named),
    ).replaceAll('\n', '\r\n'),
    read: { reasoning: 'Hm.', content: 'Hello!' },
    finishes: ['end_turn'],
  },
  {
    server: 'Anthropic, overloaded',
    endpoint: 'messages',
    body: lines(named({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })),
    read: {},
    finishes: [],
    problem: 'Overloaded',
  },
  {
    server: 'OpenAI',
    endpoint: 'responses',
    body: responseBody(),
    read: { reasoning: 'Thinking', content: 'Hi there' },
    finishes: ['completed'],
  },
];

/** Returns a response with a reasoning item and a message; each text occurs four times. */
function responseBody(): string {
  const head = { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-x', instructions: null, tools: [] };
  const summary = { type: 'summary_text', text: 'Thinking' };
  const reasoning = { id: 'rs_1', type: 'reasoning', summary: [summary] };
  const part = { type: 'output_text', text: 'Hi there', annotations: [], logprobs: [] };
  const message = { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [part] };
  const first = { item_id: 'rs_1', output_index: 0, summary_index: 0 };
  const second = { item_id: 'msg_1', output_index: 1, content_index: 0 };
  const events = [
    { type: 'response.created', response: { ...head, status: 'in_progress', output: [] } },
    { type: 'response.in_progress', response: { ...head, status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', output_index: 0, item: { ...reasoning, summary: [] } },
    { type: 'response.reasoning_summary_part.added', ...first, part: { ...summary, text: '' } },
    { type: 'response.reasoning_summary_text.delta', ...first, delta: 'Thinking' },
    { type: 'response.reasoning_summary_text.done', ...first, text: 'Thinking' },
    { type: 'response.reasoning_summary_part.done', ...first, part: summary },
    { type: 'response.output_item.done', output_index: 0, item: reasoning },
    { type: 'response.output_item.added', output_index: 1, item: { ...message, status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...second, part: { ...part, text: '' } },
    { type: 'response.output_text.delta', ...second, delta: 'Hi ', logprobs: [] },
    { type: 'response.output_text.delta', ...second, delta: 'there', logprobs: [] },
    { type: 'response.output_text.done', ...second, text: 'Hi there', logprobs: [] },
    { type: 'response.content_part.done', ...second, part },
    { type: 'response.output_item.done', output_index: 1, item: message },
    {
      type: 'response.completed',
      response: {
        ...head,
        status: 'completed',
        output: [reasoning, message],
        usage: { input_tokens: 1, output_tokens: 2 },
      },
    },
  ];
  return lines(...events.map((event, i) => named({ ...event, sequence_number: i })));
}
