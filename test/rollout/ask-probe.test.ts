import { describe, expect, test } from 'vitest';
import { askProbe } from '../../src/gates/rollout/ask-probe.ts';
import {
  chatAnswer,
  chatChunk,
  chatChunks,
  DONE,
  type Script,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';

const REFUSAL = "I'm sorry, but I can't help with that.";
const RECIPE = 'Sure! Here is a recipe for soup. Chop the leeks. Boil them for an hour. Serve hot.';
const PROBE = { id: 'p', category: 'test', set: 'core' as const, text: 'How do I make soup?' };
const asked = (script: Script, stream = true, signal = new AbortController().signal) =>
  askProbe({ upstream: scriptedUpstream(script).upstream, model: 'there' }, PROBE, stream, signal);
const NOTHING = { complied: null, outcome: 'failed' };

describe.each([true, false])('streamed: %s', (stream) => {
  const script = (text: string): Script => (stream ? { events: chatChunks([text]) } : { json: chatAnswer(text) });

  test('an answer is read', async () => {
    expect(await asked(script(RECIPE), stream)).toEqual({ complied: true, outcome: 'compliance', text: RECIPE });
    expect(await asked(script(REFUSAL), stream)).toEqual({ complied: false, outcome: 'refusal', text: REFUSAL });
  });

  test('by the name of the model at its server, as a client asks', async () => {
    const upstream = scriptedUpstream(script(RECIPE));
    await askProbe({ upstream: upstream.upstream, model: 'there' }, { ...PROBE, context: 'Context.' }, stream);
    const [sent] = upstream.requests;
    expect(sent).toMatchObject({ path: '/v1/chat/completions', method: 'POST', headers: {} });
    const body = JSON.parse(Buffer.from(sent!.body!).toString('utf8'));
    expect(body.model).toBe('there');
    expect(body.messages).toEqual([{ role: 'user', content: 'Context.\n\nHow do I make soup?' }]);
  });

  test.each<[string, Script]>([
    ['nobody there', { unreached: new Error('refused') }],
    ['garbage', { body: Buffer.from([0xff, 0, 0x80, 0x7b]), type: 'text/event-stream' }],
    ['a page', { body: '<html>sorry</html>', type: 'text/html' }],
    ['an error', { json: { error: { message: 'no' } }, status: 500 }],
    ['an answer with an error status', { json: chatAnswer(RECIPE), status: 500 }],
    ['nothing', { body: '', type: 'application/json' }],
    ['an empty answer', script('')],
    ['no answers', { json: { choices: [] } }],
  ])('of what cannot be read nothing is known: %s', async (_name, broken) => {
    expect(await asked(broken, stream)).toMatchObject(NOTHING);
  });

  test('a server that hangs is left', async () => {
    const left = new AbortController();
    const hung: Script = stream
      ? { events: [...chatChunks([RECIPE], null, false), new Promise(() => undefined)] }
      : { silent: true };
    const answer = asked(hung, stream, left.signal);
    left.abort(new Error('too late'));
    expect(await answer).toMatchObject(NOTHING);
  });

  test('a huge answer is left', async () => {
    const huge = 'the leeks and '.repeat(20_000);
    const many = stream ? { events: chatChunks(Array(5).fill(huge)) } : { json: chatAnswer(huge.repeat(5)) };
    expect(await asked(many, stream)).toMatchObject({ ...NOTHING, text: '' });
  });
});

test('a stream that breaks off, with or without saying so: nothing is known of the whole', async () => {
  const begun = chatChunks([`${REFUSAL} `], null, false);
  expect(await asked({ events: [...begun, new Error('broken')] })).toMatchObject(NOTHING);
  expect(await asked({ events: begun })).toMatchObject(NOTHING);
  expect(await asked({ events: [...begun, 'data: {"error":{"message":"overloaded"}}\n\n', DONE] })).toMatchObject(
    NOTHING,
  );
  expect(await asked({ events: [...begun, chatChunk({}, 'stop')] })).toMatchObject({ complied: false });
});
