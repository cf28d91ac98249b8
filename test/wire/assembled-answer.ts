import OpenAI from 'openai';
import type { EndpointName } from '../../src/wire/index.ts';

/** The final result for a client: the text of each channel of each answer, and why it ended. */
export type AssembledAnswer = Map<number, Record<string, string>>;

function add(answers: AssembledAnswer, choice: number, field: string, text: unknown): void {
  if (typeof text !== 'string' || text === '') return;
  const answer = answers.get(choice) ?? {};
  answers.set(choice, { ...answer, [field]: (answer[field] ?? '') + text });
}

/** Parses the data of a stream without any code of the package: splits at blank lines and reads each event. */
// biome-ignore lint/suspicious/noExplicitAny: events of four endpoints
export function dataOf(body: string): any[] {
  const data = body.split('\n\n').flatMap((event) => event.split('\n').filter((line) => line.startsWith('data: ')));
  return data.map((line) => (line === 'data: [DONE]' ? null : JSON.parse(line.slice(6))));
}

export function assembled(endpoint: EndpointName, body: string): AssembledAnswer {
  const answers: AssembledAnswer = new Map();
  for (const event of dataOf(body)) {
    if (event === null) continue;
    if (endpoint === 'messages') addMessage(answers, event);
    else if (endpoint === 'responses') addResponse(answers, event);
    else for (const choice of event.choices) addChoice(answers, choice);
  }
  return answers;
}

// biome-ignore lint/suspicious/noExplicitAny: an entry of `choices`
function addChoice(answers: AssembledAnswer, { index, delta, text, finish_reason }: any): void {
  add(answers, index, 'content', text ?? delta?.content);
  add(answers, index, 'refusal', delta?.refusal);
  add(answers, index, 'reasoning', delta?.reasoning);
  for (const call of delta?.tool_calls ?? [])
    add(answers, index, 'tool', (call.function.name ?? '') + call.function.arguments);
  add(answers, index, 'finish', finish_reason);
}

// biome-ignore lint/suspicious/noExplicitAny: an event of messages
function addMessage(answers: AssembledAnswer, { content_block, delta }: any): void {
  add(answers, 0, 'content', content_block?.text ?? delta?.text);
  add(answers, 0, 'reasoning', delta?.thinking);
  add(answers, 0, 'tool', content_block?.name ?? delta?.partial_json);
  add(answers, 0, 'finish', delta?.stop_reason);
}

// biome-ignore lint/suspicious/noExplicitAny: an event of responses
function addResponse(answers: AssembledAnswer, { type, delta, item, response }: any): void {
  const channels: Record<string, string> = {
    'response.output_text.delta': 'content',
    'response.refusal.delta': 'refusal',
    'response.reasoning_text.delta': 'reasoning',
    'response.function_call_arguments.delta': 'tool',
  };
  if (type === 'response.output_item.added') add(answers, 0, 'tool', item.name);
  if (channels[type] !== undefined) add(answers, 0, channels[type], delta);
  if (response !== undefined && response.status !== 'in_progress') {
    add(answers, 0, 'finish', response.incomplete_details?.reason ?? response.status);
  }
}

function clientOf(body: string): OpenAI {
  const headers = { 'content-type': 'text/event-stream' };
  return new OpenAI({
    apiKey: 'none',
    baseURL: 'http://localhost/v1',
    maxRetries: 0,
    fetch: async () => new Response(body, { headers }),
  });
}

/** Assembles the same with OpenAI's client, using its own logic. */
export async function assembledByOpenAi(endpoint: EndpointName, body: string): Promise<AssembledAnswer> {
  const client = clientOf(body);
  const answers: AssembledAnswer = new Map();
  if (endpoint === 'responses') {
    const { output, incomplete_details, status } = await client.responses
      .stream({ model: 'm', input: 'x' })
      .finalResponse();
    for (const item of output) {
      if (item.type === 'function_call') add(answers, 0, 'tool', item.name + item.arguments);
      if (item.type === 'reasoning') for (const part of item.content ?? []) add(answers, 0, 'reasoning', part.text);
      if (item.type !== 'message') continue;
      for (const part of item.content) {
        if (part.type === 'refusal') add(answers, 0, 'refusal', part.refusal);
        else add(answers, 0, 'content', part.text);
      }
    }
    add(answers, 0, 'finish', incomplete_details?.reason ?? status);
  } else if (endpoint === 'completions') {
    for await (const { choices } of await client.completions.create({ model: 'm', prompt: 'x', stream: true })) {
      for (const choice of choices) addChoice(answers, choice);
    }
  } else {
    const messages = [{ role: 'user' as const, content: 'x' }];
    const { choices } = await client.chat.completions.stream({ model: 'm', messages }).finalChatCompletion();
    for (const { index, message, finish_reason } of choices) {
      add(answers, index, 'content', message.content);
      add(answers, index, 'refusal', message.refusal);
      add(answers, index, 'reasoning', (message as { reasoning?: string }).reasoning);
      for (const call of message.tool_calls ?? []) {
        if (call.type === 'function') add(answers, index, 'tool', call.function.name + call.function.arguments);
      }
      add(answers, index, 'finish', finish_reason);
    }
  }
  return answers;
}
