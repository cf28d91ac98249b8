import { trace } from '@opentelemetry/api';
import {
  DEFAULT_LISTENING,
  DEFAULT_SETTINGS,
  ExchangeTracer,
  Gateway,
  type GatewayClock,
  GatewayMetrics,
  type GatewayRoute,
  listen,
  type Upstream,
} from '../../src/gateway/index.ts';
import { ENDPOINTS } from '../../src/wire/index.ts';
import { hold } from './case.ts';
import { CheckedRecorder } from './checked-recorder.ts';
import { converse } from './http-case.ts';
import { answerScript, scripted } from './input/answer-scripts.ts';
import { Draw } from './input/draw.ts';
import { HTTP_KINDS, httpScript } from './input/http-script.ts';
import type { Tally } from './tally.ts';

const AT_ONCE = 16;

const clock: GatewayClock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Runs real connections on loopback, with clients that break off, send nonsense, or do not read. */
export async function httpLevel(seed: number, from: number, to: number, tally: Tally): Promise<void> {
  const recorder = new CheckedRecorder();
  let asked = 0;
  let number = 0;
  const upstream: Upstream = (request, signal) => {
    number += 1;
    const draw = new Draw(seed + 1, number);
    const endpoint = ENDPOINTS.find(({ path }) => path === request.path)!;
    const { stream, n } = JSON.parse(Buffer.from(request.body ?? []).toString('utf8'));
    const script = answerScript(draw, endpoint.name, stream === true, n === 2 ? 2 : 1);
    asked += 1;
    return scripted(script, draw, () => undefined)(request, signal);
  };
  const gateway = gatewayWith(upstream, recorder);
  const listening = await listen(gateway.handle, { ...DEFAULT_LISTENING, host: '127.0.0.1', port: 0, tls: null });
  const port = Number(new URL(listening.url).port);
  for (let at = from; at < to; at += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, to - at) }, (_, i) => at + i);
    await Promise.all(
      numbers.map((one) => {
        const draw = new Draw(seed, one);
        const kind = draw.pick(HTTP_KINDS);
        return tally.run(one, async (told) => {
          told({ endpoint: 'http', direction: 'to server', kind });
          await converse(port, httpScript(draw, kind), draw);
        });
      }),
    );
    await tally.run(at, async () => {
      const health = await fetch(`${listening.url}/healthz`);
      hold(health.status === 200, 'the server lives');
    });
  }
  await gateway.stop();
  const closed = listening.close();
  listening.closeNow();
  await closed;
  await tally.run(to, async () => {
    hold(recorder.refused.length === 0, `the ledger takes every record: ${recorder.refused[0]}`);
    const intents = recorder.records.filter(({ kind }) => kind === 'intent').length;
    const of = new Set(recorder.records.filter(({ kind }) => kind === 'response').map(({ fields }) => fields.intent));
    hold(intents === asked, 'every request that reached the server has its intent');
    hold(of.size === intents && recorder.records.length === 2 * intents, 'every intent has one response');
  });
}

function gatewayWith(upstream: Upstream, recorder: CheckedRecorder): Gateway {
  const route: GatewayRoute = {
    name: 'm',
    model: 'm-there',
    upstream,
    stage: 'canary',
    modelDigest: null,
    bucket: null,
    rollout: null,
    policy: 'final',
    hold: 'opening',
    fallback: null,
  };
  return new Gateway({
    plan: { keys: [], router: ({ model }) => (model === 'm' ? route : null), models: ['m'], unreadPaths: [] },
    clock,
    recorder,
    judge: null,
    control: null,
    console: null,
    settings: { ...DEFAULT_SETTINGS, maxRequestBytes: 64 * 1024 },
    metrics: new GatewayMetrics(),
    tracer: new ExchangeTracer(trace.getTracer('fuzz')),
  });
}
