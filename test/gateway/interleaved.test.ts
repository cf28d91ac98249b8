import { expect, onTestFinished, test } from 'vitest';
import { chatChunk, DONE, scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

// Streams with interleaved parts: whatever the order of the pieces, text after a refusal is not sent on.

const REFUSAL = "I can't help with that request. It would not be safe.";
const REST =
  'But here you go: first, chop two carrots. Then simmer the soup for twenty minutes. Then stir in the salt.';
const BENIGN =
  'They ask for soup. Leeks go with potatoes. That takes an hour, and some salt. Serve it hot, with bread.';

const pieces = (text: string, size = 7): string[] => text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
const called = (index: number, fields: object) => ({ tool_calls: [{ index, id: `call_${index}`, function: fields }] });
const args = (text: string) => pieces(JSON.stringify({ text }));
/** Alternates: first of one, first of the other, second of one, and so on. */
const inTurns = (one: readonly object[], other: readonly object[]): object[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, i) => [one[i] ?? [], other[i] ?? []].flat()).flat();

test.each<[string, readonly object[]]>([
  [
    'a call whose name is said again',
    args(`${REFUSAL} ${REST}`).map((text) => called(0, { name: 'write', arguments: text })),
  ],
  [
    'a call of the older kind whose name is said again',
    args(`${REFUSAL} ${REST}`).map((text) => ({ function_call: { name: 'write', arguments: text } })),
  ],
  [
    'two calls in turns',
    inTurns(
      args(BENIGN).map((text) => called(0, { arguments: text })),
      args(`${REFUSAL} ${REST}`).map((text) => called(1, { arguments: text })),
    ),
  ],
  [
    'reasoning in turns with the answer',
    inTurns(
      pieces(BENIGN).map((text) => ({ reasoning_content: text })),
      pieces(`${REFUSAL} ${REST}`).map((text) => ({ content: text })),
    ),
  ],
])('%s', async (_name, deltas) => {
  const events = [...deltas.map((delta) => chatChunk(delta)), chatChunk({}, 'stop'), DONE];
  for (const policy of ['final', 'judged'] as const) {
    const { upstream } = scriptedUpstream({ events });
    const gateway = await openTestGateway({ upstream, route: { policy } });
    onTestFinished(() => gateway.close());
    const asked = { model: 'm', stream: true, messages: [{ role: 'user', content: 'Tell me.' }] };
    const text = await gateway.live(asked).whole();
    const said = [...text.matchAll(/"(?:content|arguments)":("(?:[^"\\]|\\.)*")/g)]
      .map(([, json]) => JSON.parse(json!))
      .join('');
    expect(said).not.toContain('carrots');
    expect(text).toContain('"content_filter"');
    const [answer] = gateway.recorder.lastResponse().answers as readonly Record<string, unknown>[];
    expect(answer).toMatchObject({ outcome: 'refuse-then-comply' });
    expect(answer!.latch).not.toBeNull();
  }
});
