import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WatchAlarm } from '../../schema/index.ts';
import { type AlarmWebhook, sendAlarm, type WebhookWorld } from './alarm-webhook.ts';

const ALARM: WatchAlarm = {
  ...{ at: Date.UTC(2027, 0, 4, 9), answers: 1234, evidence: 3e7, threshold: 2e7, horizon: 1e6, alpha: 0.05 },
  signals: [],
};
const HOOK: AlarmWebhook = { url: 'http://127.0.0.1:9/hook', template: 'plain', lang: 'en', key: 'secret' };

interface Sent {
  readonly headers: Headers;
  readonly body: string;
  readonly init: RequestInit;
}

/**
 * A server that gives these answers in order (a number: its status; an error: it cannot be reached), and a record of
 * what was sent and how long the sender waited.
 */
function scripted(...answers: readonly (number | Error | Response)[]) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  let time = 1_800_000_000_000;
  const world: WebhookWorld = {
    fetch: async (_, init) => {
      sent.push({ headers: new Headers(init?.headers), body: String(init?.body), init: init! });
      const answer = answers[Math.min(sent.length, answers.length) - 1]!;
      if (answer instanceof Error) throw answer;
      return typeof answer === 'number' ? new Response(null, { status: answer }) : answer;
    },
    now: () => time,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    signal: new AbortController().signal,
  };
  return { world, sent, waits };
}

describe('a delivery', () => {
  test('one attempt where it is taken; signed over seconds and body', async () => {
    const { world, sent, waits } = scripted(204);
    expect(await sendAlarm(HOOK, ALARM, world)).toEqual({ delivered: true, attempts: 1, last: 204 });
    expect(waits).toEqual([]);
    const [, t, v1] = /^t=(\d+),v1=([\da-f]{64})$/.exec(sent[0]!.headers.get('x-zenbun-signature')!)!;
    expect(t).toBe('1800000000');
    expect(v1).toBe(createHmac('sha256', 'secret').update(`${t}.${sent[0]!.body}`).digest('hex'));
    expect(JSON.parse(sent[0]!.body)).toMatchObject({ schema: 'zenbun.watch-alarm/1', alarm: ALARM });
  });

  test('busy, broken and unreachable servers are tried again, with growing waits and fresh signatures', async () => {
    const { world, sent, waits } = scripted(429, 503, new TypeError('fetch failed'), 200);
    expect(await sendAlarm(HOOK, ALARM, world)).toEqual({ delivered: true, attempts: 4, last: 200 });
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(new Set(sent.map(({ headers }) => headers.get('x-zenbun-signature'))).size).toBe(4);
  });

  test.each(['https://user:pa55@127.0.0.1:9/hook', 'no address pa55'])(
    'what went wrong with %s does not tell it',
    async (url) => {
      const { world } = scripted(200);
      const delivery = await sendAlarm({ ...HOOK, url }, ALARM, { ...world, fetch });
      expect(delivery.delivered).toBe(false);
      expect(delivery.last).not.toContain('pa55');
    },
  );

  test('not for ever', async () => {
    const { world, sent, waits } = scripted(500);
    expect(await sendAlarm(HOOK, ALARM, world)).toEqual({ delivered: false, attempts: 7, last: 500 });
    expect(sent).toHaveLength(7);
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000]);
  });

  test.each([400, 401, 404, 410, 301, 307])('%i is final, and a redirect is not followed', async (status) => {
    const { world, sent } = scripted(status);
    expect(await sendAlarm(HOOK, ALARM, world)).toEqual({ delivered: false, attempts: 1, last: status });
    expect(sent[0]!.init.redirect).toBe('manual');
  });

  test('a server may ask for a longer wait, within a bound', async () => {
    const busy = (seconds: string) => new Response(null, { status: 429, headers: { 'retry-after': seconds } });
    const { world, waits } = scripted(busy('20'), busy('86400'), busy('soon'), 200);
    await sendAlarm(HOOK, ALARM, world);
    expect(waits).toEqual([20_000, 60_000, 4000]);
  });

  test('who stops is not kept waiting', async () => {
    const { world } = scripted(500);
    const stopped = { ...world, sleep: () => Promise.reject(new Error('stopped')) };
    expect(await sendAlarm(HOOK, ALARM, stopped)).toEqual({ delivered: false, attempts: 1, last: 500 });
  });

  test('over HTTP', async () => {
    const taken: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (bytes) => taken.push(String(bytes)));
      request.on('end', () => response.writeHead(200).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { world } = scripted(200);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await sendAlarm({ ...HOOK, url }, ALARM, { ...world, fetch })).toMatchObject({ delivered: true });
    expect(JSON.parse(taken.join(''))).toMatchObject({ alarm: { answers: 1234 } });
  });
});

test('without a key nothing is signed', async () => {
  const { world, sent } = scripted(200);
  await sendAlarm({ ...HOOK, key: null }, ALARM, world);
  expect(sent[0]!.headers.has('x-zenbun-signature')).toBe(false);
});
