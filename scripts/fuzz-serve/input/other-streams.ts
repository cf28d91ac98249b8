import type { Draw } from './draw.ts';
import type { Saying, SoundStream, Told } from './told.ts';

type Typed = { readonly type: string; readonly [field: string]: unknown };
const named = (data: Typed): Told => ({ event: data.type, data });

/** Returns a stream in the style of Anthropic's Messages. */
export function messageStream(draw: Draw, saying: Saying): SoundStream {
  const told: Told[] = [];
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm-1', content: [] };
  const stop = { stop_reason: null, stop_sequence: null, usage: { input_tokens: 5, output_tokens: 1 } };
  told.push(named({ type: 'message_start', message: { ...message, ...stop } }));
  let index = 0;
  const block = (begin: object, deltas: readonly object[]) => {
    told.push(named({ type: 'content_block_start', index, content_block: begin }));
    for (const delta of deltas) told.push(named({ type: 'content_block_delta', index, delta }));
    told.push(named({ type: 'content_block_stop', index }));
    index += 1;
  };
  if (saying.reasoning.length > 0) {
    const thoughts = saying.reasoning.map((thinking) => ({ type: 'thinking_delta', thinking }));
    block({ type: 'thinking', thinking: '', signature: '' }, [
      ...thoughts,
      { type: 'signature_delta', signature: 'c2ln' },
    ]);
  }
  if (draw.chance(0.3)) told.push(named({ type: 'ping' }));
  const texts = saying.content.map((text) => ({ type: 'text_delta', text }));
  if (texts.length > 0) block({ type: 'text', text: '' }, texts);
  if (saying.tool !== null) {
    const parts = [{ type: 'input_json_delta', partial_json: saying.tool }];
    block({ type: 'tool_use', id: 'toolu_1', name: 'look_up', input: {} }, parts);
  }
  const delta = { stop_reason: saying.tool === null ? 'end_turn' : 'tool_use', stop_sequence: null };
  told.push(named({ type: 'message_delta', delta, usage: { output_tokens: 7 } }));
  told.push(named({ type: 'message_stop' }));
  return { endpoint: 'messages', kind: 'anthropic', told };
}

/** Returns a stream in the style of OpenAI's Responses. */
export function responseStream(draw: Draw, saying: Saying): SoundStream {
  const told: Told[] = [];
  let sequence = 0;
  const tell = (data: Typed) => {
    told.push(named({ ...data, sequence_number: sequence }));
    sequence += 1;
  };
  const head = { id: 'resp_1', object: 'response', created_at: 1, model: 'm-1', instructions: null, tools: [] };
  tell({ type: 'response.created', response: { ...head, status: 'in_progress', output: [] } });
  const kind = draw.pick(['openai', 'vllm']);
  if (kind === 'openai')
    tell({ type: 'response.in_progress', response: { ...head, status: 'in_progress', output: [] } });
  const output: object[] = [];
  if (saying.reasoning.length > 0) output.push(tellReasoning(tell, saying.reasoning.join(''), output.length));
  if (saying.content.length > 0) output.push(tellMessage(tell, saying.content, output.length));
  if (saying.tool !== null) output.push(tellCall(tell, saying.tool, output.length));
  const usage = { input_tokens: 5, output_tokens: 7, total_tokens: 12 };
  tell({ type: 'response.completed', response: { ...head, status: 'completed', output, usage } });
  return { endpoint: 'responses', kind, told };
}

function tellReasoning(tell: (data: Typed) => void, text: string, at: number): object {
  const item = { id: `rs_${at}`, type: 'reasoning', summary: [] as object[] };
  const place = { item_id: item.id, output_index: at, summary_index: 0 };
  tell({ type: 'response.output_item.added', output_index: at, item });
  tell({ type: 'response.reasoning_summary_part.added', ...place, part: { type: 'summary_text', text: '' } });
  tell({ type: 'response.reasoning_summary_text.delta', ...place, delta: text });
  tell({ type: 'response.reasoning_summary_text.done', ...place, text });
  tell({ type: 'response.reasoning_summary_part.done', ...place, part: { type: 'summary_text', text } });
  const whole = { ...item, summary: [{ type: 'summary_text', text }] };
  tell({ type: 'response.output_item.done', output_index: at, item: whole });
  return whole;
}

function tellMessage(tell: (data: Typed) => void, texts: readonly string[], at: number): object {
  const item = { id: `msg_${at}`, type: 'message', role: 'assistant', status: 'in_progress', content: [] };
  const place = { item_id: item.id, output_index: at, content_index: 0 };
  const part = { type: 'output_text', text: '', annotations: [], logprobs: [] };
  tell({ type: 'response.output_item.added', output_index: at, item });
  tell({ type: 'response.content_part.added', ...place, part });
  for (const delta of texts) tell({ type: 'response.output_text.delta', ...place, delta, logprobs: [] });
  const text = texts.join('');
  tell({ type: 'response.output_text.done', ...place, text, logprobs: [] });
  tell({ type: 'response.content_part.done', ...place, part: { ...part, text } });
  const whole = { ...item, status: 'completed', content: [{ ...part, text }] };
  tell({ type: 'response.output_item.done', output_index: at, item: whole });
  return whole;
}

function tellCall(tell: (data: Typed) => void, given: string, at: number): object {
  const item = { id: `fc_${at}`, type: 'function_call', call_id: 'call_1', name: 'look_up', arguments: '' };
  const place = { item_id: item.id, output_index: at };
  tell({ type: 'response.output_item.added', output_index: at, item: { ...item, status: 'in_progress' } });
  tell({ type: 'response.function_call_arguments.delta', ...place, delta: given });
  tell({ type: 'response.function_call_arguments.done', ...place, arguments: given, name: 'look_up' });
  const whole = { ...item, status: 'completed', arguments: given };
  tell({ type: 'response.output_item.done', output_index: at, item: whole });
  return whole;
}
