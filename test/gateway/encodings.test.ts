import { expect, onTestFinished, test } from 'vitest';
import { scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

test.each(['gzip', 'br'])(
  'an answer that is compressed all the same is refused by the name of its encoding: %s',
  async (encoding) => {
    const script = scriptedUpstream({ json: {}, headers: { 'content-encoding': encoding } });
    const gateway = await openTestGateway({ upstream: script.upstream });
    onTestFinished(() => gateway.close());
    for (const stream of [false, true]) {
      const body = { model: 'm', stream, messages: [{ role: 'user', content: 'How?' }] };
      const answer = await gateway.post('/v1/chat/completions', body);
      expect(answer.status).toBe(502);
      expect(await answer.text()).toContain(`compressed (${encoding})`);
      expect(script.open()).toBe(0);
    }
  },
);
