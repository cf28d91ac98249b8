import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

// Attempts to bypass a final refusal, in whole answers, and to bypass a gateway without keys.

const REFUSAL = "I'm sorry, but I can't help with that because it is unsafe.";
const SHORT = 'Chop two carrots and an onion and simmer them for twenty minutes. Then stir in the salt.';
const REST = 'Chop two carrots and an onion, and simmer the soup for twenty minutes. Then stir in the salt.';

/** Encoded as ASCII-only JSON, as Python writes it. */
const ESCAPED = JSON.stringify({ text: `申し訳ありませんが、そのご依頼にはお答えできません。${REST}` }).replace(
  /[^\x20-\x7e]/g,
  (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
);

async function answered(message: object): Promise<string> {
  const choices = [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' }];
  const { upstream } = scriptedUpstream({ json: { id: 'c1', object: 'chat.completion', model: 'm', choices } });
  const gateway = await openTestGateway({ upstream });
  onTestFinished(() => gateway.close());
  const asked = { model: 'm', messages: [{ role: 'user', content: 'How do I make plim?' }] };
  return (await gateway.post('/v1/chat/completions', asked)).text();
}

test.each([
  ['before the refusal in the body', { content: REST, refusal: REFUSAL }],
  ['in the reasoning behind it', { content: REFUSAL, reasoning_content: REST }],
  ['in the same act as a helpline', { content: `${REFUSAL} If you are struggling, please call 988. ${SHORT}` }],
  [
    'in the arguments of a call',
    {
      tool_calls: [
        {
          id: 't',
          type: 'function',
          function: { name: 'reply', arguments: ESCAPED },
        },
      ],
    },
  ],
])('what follows a refusal is withheld: %s', async (_, message) => {
  const body = await answered(message);
  expect(body).not.toContain('carrots');
  expect(body).toContain('content_filter');
});

test('without keys a page of somebody else is not served', async () => {
  const { upstream, requests } = scriptedUpstream({ json: {} });
  const gateway = await openTestGateway({ upstream });
  onTestFinished(() => gateway.close());
  const statusFrom = (origin: string, path = '/v1/chat/completions') =>
    new Promise((resolve, reject) => {
      const sent = request(`${gateway.url}${path}`, { method: 'POST', headers: { origin } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end('{}');
    });
  for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
    expect(await statusFrom(origin)).toBe(403);
  expect(await statusFrom('http://127.0.0.1:3000')).toBe(400);
  // Administrative endpoints are reserved for the gateway's own pages.
  expect(await statusFrom('http://127.0.0.1:3000', '/metrics')).toBe(403);
  expect(await statusFrom(gateway.url, '/metrics')).toBe(405);
  expect(requests).toEqual([]);
});
