import { expect, onTestFinished, test } from 'vitest';
import { chatAnswer, scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

test.each([
  ['', ''],
  ['?', ''],
  ['?beta=true&x=a%20b', 'beta=true&x=a%20b'],
  ['?a=b?c', 'a=b?c'],
])('what a client asks in its query is passed on as it was written: %j', async (asked, query) => {
  const { upstream, requests } = scriptedUpstream({ json: chatAnswer('Take leeks.') });
  const gateway = await openTestGateway({ upstream });
  onTestFinished(() => gateway.close());
  const body = { model: 'm', messages: [{ role: 'user', content: 'How?' }] };
  expect((await gateway.post(`/v1/chat/completions${asked}`, body)).status).toBe(200);
  expect(requests[0]).toMatchObject({ path: '/v1/chat/completions', query });
});
