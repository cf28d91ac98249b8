import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENDPOINTS, EventDecoder, encodeEvent, isWireProblem } from '../../src/wire/index.ts';

const asked = { model: 'm', stream: true, choices: 2, usageWanted: true, prompt: '', maxTokens: null };

/** Names known to the endpoints, so that nonsense reaches every reader. */
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
      // Parsed from text, so that `__proto__` becomes a key like any other.
      return JSON.parse(
        `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
      );
    }),
  ),
})).value;

/** Records that look like events, but contain nonsense. */
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
    { numRuns: 300 },
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
    { numRuns: 300 },
  );
});

// Opaque values, and parts of the request that a response repeats, are not read; see docs/design/wire.md.
const NOT_READ = new Set('signature encrypted_content logprobs'.split(' '));
const REPEATED = /^(response\.)?(instructions|tools|tool_choice|metadata|prompt|text|input)\b/;
const PROBLEM = new Set('error message detail code param type'.split(' '));

test.each(names)('%s: a long text anywhere is read, or its place is named', (_, endpoint) => {
  const steps = fc.tuple(events, fc.constantFrom(...TYPES, ''), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(steps, ([json, name, places]) => {
      const paths = pathsOf(json);
      const at = new Set(places.map((place) => paths[place % paths.length]!));
      const body = JSON.stringify(marked(json, at, ''));
      const stream = endpoint.stream(asked);
      const event = new EventDecoder(1e6).push(encodeEvent(body, name))[0]!;
      for (const read of [stream.read(event), endpoint.whole(JSON.parse(body))]) {
        const found = [...read.pieces.map(({ text }) => text), read.problem?.message ?? ''].join('\n');
        for (const path of at) {
          const isNamed = read.unread.some((unread) => unread === 'data' || path.startsWith(unread));
          const keys = path.split(/[.[]/);
          const isRepeated = endpoint.name === 'responses' && REPEATED.test(path);
          const isKnown =
            isRepeated || keys.some((key) => NOT_READ.has(key) || (read.problem !== null && PROBLEM.has(key)));
          if (!isNamed && !isKnown && !found.includes(MARK + path)) expect([path, read.unread], body).toBeNull();
        }
      }
    }),
    { numRuns: 500 },
  );
});

const MARK = 'y'.repeat(300);

/** Returns the paths of all leaf values, in the notation of the endpoints. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) => pathsOf(item, joined(value, path, key)));
  return inner.length === 0 ? [path] : inner;
}

function joined(value: object, path: string, key: string): string {
  return Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
}

/** Returns the value with a long text at these paths, each of which names its path. */
function marked(value: unknown, at: ReadonlySet<string>, path: string): unknown {
  if (at.has(path)) return MARK + path;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, i) => marked(item, at, `${path}[${i}]`));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, marked(item, at, joined(value, path, key))]),
  );
}

test.each(names)('%s: what nests too deep is named and never thrown at', (_, endpoint) => {
  const deep = `${'['.repeat(10_000)}"x"${']'.repeat(10_000)}`;
  const types = [
    'content_block_start',
    'content_block_delta',
    'message_start',
    'response.output_item.done',
    'response.completed',
  ];
  for (const key of ['delta', 'content', 'input', 'arguments', 'output', 'novel']) {
    for (const type of types) {
      const data = `{"type":"${type}","choices":[{"delta":{"${key}":${deep}},"text":""}],"item":{"${key}":${deep}},"${key}":${deep}}`;
      const stream = endpoint.stream(asked);
      const read = stream.read({ bytes: new Uint8Array(0), event: type, data, isFinished: true, isOversized: false });
      stream.cut(
        read,
        read.pieces.map(() => 1),
      );
      stream.finish(1, true, '');
      stream.forward(read);
      expect(read.unread, `${key} ${type}`).not.toEqual([]);
      expect(endpoint.whole(JSON.parse(data)).unread).not.toEqual([]);
    }
  }
});
