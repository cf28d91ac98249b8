import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatChunk, DONE, scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

// Whatever a server sends: no crash, no hang, nothing unrecorded, and none of its text after a refusal.

const REFUSAL = "I'm sorry, but I can't help with that.";
const PATHS = {
  '/v1/chat/completions': { messages: [{ role: 'user', content: 'x' }] },
  '/v1/completions': { prompt: 'x' },
  '/v1/responses': { input: 'x' },
  '/v1/messages': { max_tokens: 9, messages: [{ role: 'user', content: 'x' }] },
} as const;

const json = fc.json({ maxDepth: 5 });
const odd = fc.oneof(
  json.map((data) => `data: ${data}\n\n`),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `data: ${text}\n\n`),
  fc
    .tuple(
      fc.constantFrom('message_start', 'content_block_delta', 'message_delta', 'response.output_text.delta', 'error'),
      json,
    )
    .map(
      ([type, data]) =>
        `event: ${type}\ndata: {"type":"${type}","index":0,"delta":${data},"message":${data},"response":${data},"item":${data}}\n\n`,
    ),
  json.map(
    (delta) =>
      `data: {"choices":[{"index":0,"delta":${delta},"message":${delta},"text":${delta},"finish_reason":null}]}\n\n`,
  ),
  fc.constantFrom(
    DONE,
    ': ping\n\n',
    '\n',
    '\r\r',
    'data:\n\n',
    'event: message_stop\ndata: {"type":"message_stop"}\n\n',
  ),
  fc.uint8Array({ maxLength: 20 }),
);

test.each(Object.entries(PATHS))('%s', async (path, body) => {
  let steps: (string | Uint8Array)[] = [];
  let type = 'text/event-stream';
  const gateway = await openTestGateway({
    upstream: (request, signal) => scriptedUpstream({ events: steps, type }).upstream(request, signal),
  });
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(odd, { maxLength: 12 }), fc.boolean(), async (events, stream) => {
      steps = events;
      type = stream ? 'text/event-stream' : 'application/json';
      const response = await gateway.post(path, { model: 'm', stream, ...body });
      await response.text();
      asked += 1;
      expect(gateway.recorder.records.length).toBe(2 * asked);
      expect(gateway.recorder.lastResponse().state).toMatch(/^(complete|incomplete|failed|rejected)$/);
      expect(await gateway.open()).toBe(0);
    }),
    { numRuns: 120 },
  );
  await gateway.close();
});

test('after a refusal that is final, nothing that follows goes out, wherever it stands', async () => {
  let steps: (string | Uint8Array)[] = [];
  const gateway = await openTestGateway({
    upstream: (request, signal) => scriptedUpstream({ events: steps }).upstream(request, signal),
  });
  const secret = fc.constantFrom(
    'content',
    'reasoning',
    'reasoning_content',
    'refusal',
    'x',
    'audio',
    'function_call',
    'tool_calls',
  );
  const value = fc.constantFrom<unknown>(
    'The [unsafe content] is here.',
    { transcript: '[unsafe content]' },
    { name: 'run', arguments: '[unsafe content]' },
    [{ index: 0, function: { name: 'run', arguments: '{"x": "[unsafe content]"}' } }],
    [{ type: 'text', text: '[unsafe content]' }],
  );
  const after = fc.oneof(
    fc.tuple(secret, value).map(([key, text]) => chatChunk({ [key]: text })),
    value.map((text) => `data: ${JSON.stringify({ choices: [], x: text, usage: { prompt_tokens: 1 } })}\n\n`),
    value.map((text) => `: ${JSON.stringify(text)}\n\n`),
    value.map((text) => `event: x\ndata: ${JSON.stringify({ x: text })}\n\n`),
    value.map((text) => chatChunk({ content: text }, 'stop')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(after, { minLength: 1, maxLength: 8 }), fc.boolean(), async (events, ends) => {
      // The second sentence settles the reading of the first, and ends the refusal.
      steps = [
        chatChunk({ content: REFUSAL }),
        chatChunk({ content: ' Here is how it works. It ' }),
        ...events,
        ...(ends ? [chatChunk({}, 'stop'), DONE] : []),
      ];
      const response = await gateway.post('/v1/chat/completions', {
        model: 'm',
        stream: true,
        ...PATHS['/v1/chat/completions'],
      });
      const text = await response.text();
      expect(text).toContain(REFUSAL);
      expect(text).not.toContain('unsafe');
    }),
    { numRuns: 150 },
  );
  await gateway.close();
});
