import type { EndpointName } from '../../../src/wire/index.ts';
import type { Draw } from './draw.ts';
import type { Saying } from './told.ts';

/** Returns a whole answer that a real server could send. */
export function soundBody(endpoint: EndpointName, draw: Draw, saying: Saying): Record<string, unknown> {
  const text = saying.content.join('');
  const thoughts = saying.reasoning.join('');
  const list = Array.from({ length: saying.choices }, (_, index) => index);
  const call = { id: 'call_1', type: 'function', function: { name: 'look_up', arguments: saying.tool ?? '{}' } };
  const counted = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 };
  if (endpoint === 'chat-completions') {
    const message = {
      role: 'assistant',
      content: text,
      refusal: null,
      ...(thoughts === '' ? {} : { [draw.pick(['reasoning', 'reasoning_content'])]: thoughts }),
      ...(saying.tool === null ? {} : { tool_calls: [call] }),
    };
    const choices = list.map((index) => ({ index, message, logprobs: null, finish_reason: 'stop' }));
    return { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'm-1', choices, usage: counted };
  }
  if (endpoint === 'completions') {
    const choices = list.map((index) => ({ index, text, logprobs: null, finish_reason: 'stop' }));
    return { id: 'cmpl-1', object: 'text_completion', created: 1, model: 'm-1', choices, usage: counted };
  }
  const usage = { input_tokens: 5, output_tokens: 7 };
  if (endpoint === 'messages') {
    const content = [
      ...(thoughts === '' ? [] : [{ type: 'thinking', thinking: thoughts, signature: 'c2ln' }]),
      { type: 'text', text },
      ...(saying.tool === null ? [] : [{ type: 'tool_use', id: 't', name: 'look_up', input: { key: saying.tool } }]),
    ];
    const stop = { stop_reason: 'end_turn', stop_sequence: null };
    return { id: 'msg_1', type: 'message', role: 'assistant', model: 'm-1', content, ...stop, usage };
  }
  const part = { type: 'output_text', text, annotations: [], logprobs: [] };
  const output = [
    ...(thoughts === '' ? [] : [{ id: 'rs', type: 'reasoning', summary: [{ type: 'summary_text', text: thoughts }] }]),
    { id: 'msg_0', type: 'message', role: 'assistant', status: 'completed', content: [part] },
    ...(saying.tool === null ? [] : [{ id: 'fc', type: 'function_call', name: 'look_up', arguments: saying.tool }]),
  ];
  return { id: 'resp_1', object: 'response', created_at: 1, model: 'm-1', status: 'completed', output, usage };
}

/** Returns a request that a real client could send. */
export function soundRequest(endpoint: EndpointName, draw: Draw, prompt: string): Record<string, unknown> {
  const model = 'm';
  const turns = [{ role: 'user', content: draw.chance(0.3) ? [{ type: 'text', text: prompt }] : prompt }];
  const n = draw.chance(0.2) ? { n: 2 } : {};
  const options = draw.chance(0.3) ? { stream_options: { include_usage: draw.chance(0.7) } } : {};
  const tools = draw.chance(0.2)
    ? { tools: [{ type: 'function', function: { name: 'look_up', parameters: {} } }] }
    : {};
  if (endpoint === 'chat-completions')
    return {
      model,
      messages: [{ role: 'system', content: 'Be brief.' }, ...turns],
      temperature: 0.5,
      ...n,
      ...options,
      ...tools,
    };
  if (endpoint === 'completions')
    return { model, prompt: draw.chance(0.2) ? [prompt] : prompt, max_tokens: 20, ...n, ...options };
  if (endpoint === 'messages') return { model, max_tokens: 100, system: 'Be brief.', messages: turns, ...tools };
  return { model, input: draw.chance(0.5) ? prompt : turns, instructions: 'Be brief.', max_output_tokens: 100 };
}
