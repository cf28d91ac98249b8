import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENDPOINTS, EventDecoder, encodeEvent, isWireProblem } from '../../src/wire/index.ts';

const asked = { model: 'm', stream: true, choices: 2, usageWanted: true, prompt: '', maxTokens: null };

/** Names that the endpoints know, so that nonsense reaches every reader. */
const KEYS = `id object created model choices index delta message content text refusal reasoning reasoning_content
  reasoning_details tool_calls function name arguments function_call audio transcript logprobs tokens token finish_reason
  usage error type code detail stop_reason stop_details explanation content_block thinking signature partial_json input
  response output item part summary status incomplete_details reason sequence_number output_index content_index item_id
  messages role prompt stream n max_tokens stream_options include_usage instructions background prompt_tokens
  completion_tokens input_tokens output_tokens __proto__ constructor toString length`.split(/\s+/);
const TYPES =
  `message_start content_block_start content_block_delta content_block_stop message_delta message_stop ping error
  response.created response.output_item.added response.output_item.done response.content_part.added
  response.content_part.done response.output_text.delta response.output_text.done response.refusal.delta
  response.function_call_arguments.delta response.function_call_arguments.done response.completed response.incomplete
  response.failed response.reasoning_summary_text.delta response.novel toString __proto__ text thinking tool_use message
  function_call reasoning output_text`.split(/\s+/);

const scalars = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 1e300, 2 ** 53, '', '0', '\ud800', ...TYPES),
  fc.string({ maxLength: 8 }),
);
const nonsense = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 6 }).map((entries) => {
      // As text, so that `__proto__` becomes a key like any other.
      return JSON.parse(
        `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
      );
    }),
  ),
})).value;

/** Records that look like events, with nonsense in their fields. */
const events = fc.oneof(
  nonsense,
  fc.tuple(fc.constantFrom(...TYPES), fc.array(fc.tuple(fc.constantFrom(...KEYS), nonsense))).map(([type, entries]) => {
    return { type, ...Object.fromEntries(entries) };
  }),
  fc
    .array(fc.array(fc.tuple(fc.constantFrom(...KEYS), nonsense)).map(Object.fromEntries))
    .map((choices) => ({ choices })),
);

const names = ENDPOINTS.map((endpoint) => [endpoint.name, endpoint] as const);

test.each(names)('%s: a stream of nonsense is read, and every way to write gives whole events', (_, endpoint) => {
  const steps = fc.array(fc.tuple(events, fc.constantFrom(...TYPES, ''), fc.nat(6), fc.array(fc.integer())), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(steps, (all) => {
      const stream = endpoint.stream(asked);
      const out: (Uint8Array | null)[] = [];
      for (const [json, name, action, keep] of all) {
        const read = stream.read(new EventDecoder(1e6).push(encodeEvent(JSON.stringify(json), name))[0]!);
        for (const { text } of read.pieces) expect(text).not.toBe('');
        if (action < 3) out.push(stream.forward(read));
        else if (action < 5) out.push(stream.cut(read, keep));
        else if (action === 5) out.push(stream.say(0, 'x'));
        else out.push(stream.finish(1, true, ''));
      }
      out.push(stream.finish(0, false, 'stop'), stream.end({ promptTokens: 1, completionTokens: null }));
      const bytes = Buffer.concat(out.map((part) => part ?? new Uint8Array(0)));
      for (const event of new EventDecoder(1e6).push(bytes)) {
        expect(event.isFinished).toBe(true);
        if (event.data !== '[DONE]' && event.data !== null) JSON.parse(event.data);
      }
    }),
    { numRuns: 1500 },
  );
});

test.each(names)('%s: bodies of nonsense', (_, endpoint) => {
  fc.assert(
    fc.property(events, fc.integer(), (body, choice) => {
      const read = endpoint.whole(body);
      expect(read.pieces.every(({ text }) => text !== '')).toBe(true);
      const request = endpoint.request(body);
      if (isWireProblem(request)) expect(request.message).not.toBe('');
      expect(endpoint.upstreamBody(body, 'up')).toMatchObject({ model: 'up' });
      expect(endpoint.wholeBody(body, 'up')).toMatchObject({ model: 'up' });
      const index = endpoint.name === 'messages' || endpoint.name === 'responses' ? 0 : Math.abs(choice);
      const replaced = endpoint.replaced(body, new Map([[index, { text: 'notice', filtered: true }]]));
      const again = endpoint.whole(JSON.parse(JSON.stringify(replaced)));
      expect(again.pieces).toContainEqual(expect.objectContaining({ choice: index, text: 'notice' }));
      if (index === 0 && endpoint.name !== 'chat-completions' && endpoint.name !== 'completions') {
        expect(again.pieces).toHaveLength(1);
      }
      expect(again.finishes.map((finish) => finish.choice)).toContain(index);
    }),
    { numRuns: 1500 },
  );
});

test.each(names)('%s: a whole body that holds a text anywhere is read there, or the place is named', (_, endpoint) => {
  fc.assert(
    fc.property(events, (body) => {
      const read = endpoint.whole(body);
      const found = read.pieces.map(({ text }) => text).join('\n') + (read.problem?.message ?? '');
      const lost = textsIn(body).filter(([text]) => text.length > 200 && !found.includes(text));
      expect(lost).toEqual([]);
    }),
  );
});

/** Every text of a value with its path. */
function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[value, path]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`));
}

test.each(names)('%s: what nests too deep is named and never thrown at', (_, endpoint) => {
  const deep = `${'['.repeat(50_000)}"x"${']'.repeat(50_000)}`;
  const bodies = [
    'choices',
    'delta',
    'content',
    'input',
    'arguments',
    'output',
    'item',
    'message',
    'error',
    'usage',
    'novel',
  ];
  for (const key of bodies) {
    for (const type of TYPES) {
      const inner = `{"type":"${type}","index":0,"${key}":${deep}}`;
      const text = `{"type":"${type}","choices":[{"delta":${inner},"message":${inner}}],"output":[${inner}],"item":${inner},"${key}":${deep}}`;
      const stream = endpoint.stream(asked);
      const read = stream.read({
        bytes: new Uint8Array(0),
        event: type,
        data: text,
        isFinished: true,
        isOversized: false,
      });
      stream.cut(
        read,
        read.pieces.map(() => 1),
      );
      stream.finish(1, true, '');
      stream.forward(read);
      expect(read.unread.length + (read.problem === null ? 0 : 1), `${key} ${type}`).toBeGreaterThan(0);
      endpoint.whole(JSON.parse(text));
    }
  }
});
