import { expect, onTestFinished, test } from 'vitest';
import { chatChunks, type Script, scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

// Servers that reject unknown fields, as Mistral and Azure do.

const ASKED = { model: 'm', stream: true, messages: [{ role: 'user', content: 'Where is Tokyo?' }] };
const forbids = (field: string, status = 422): Script => ({
  status,
  json: { message: { detail: [{ type: 'extra_forbidden', loc: ['body', field] }] } },
});
const ANSWER: Script = { events: chatChunks(['In Japan.']) };

async function opened(...scripts: Script[]) {
  const script = scriptedUpstream(...scripts);
  const gateway = await openTestGateway({ upstream: script.upstream });
  onTestFinished(() => gateway.close());
  const bodies = () => script.requests.map(({ body }) => JSON.parse(Buffer.from(body!).toString()));
  return { gateway, bodies };
}

test.each([400, 422])('is asked once more without the usage (%i), and from then on without at once', async (status) => {
  const { gateway, bodies } = await opened(forbids('stream_options', status), ANSWER);
  for (let i = 0; i < 2; i += 1) expect(await gateway.live(ASKED).whole()).toContain('In Japan.');
  expect(bodies().map((body) => 'stream_options' in body)).toEqual([true, false, false]);
  expect(gateway.recorder.lastResponse()).toMatchObject({ state: 'complete', usage: null });
});

test('what else it forbids, and what the client itself asked for, is told as it came', async () => {
  for (const [field, more] of [
    ['temperature', {}],
    ['stream_options', { stream_options: { include_usage: true } }],
  ] as const) {
    const { gateway, bodies } = await opened(forbids(field));
    const answer = await gateway.post('/v1/chat/completions', { ...ASKED, ...more });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(field);
    expect(bodies()).toHaveLength(1);
  }
});
