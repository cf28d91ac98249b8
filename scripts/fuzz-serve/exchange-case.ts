import { trace } from '@opentelemetry/api';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import {
  DEFAULT_SETTINGS,
  ExchangeTracer,
  Gateway,
  GatewayMetrics,
  type GatewayRoute,
  type Upstream,
} from '../../src/gateway/index.ts';
import { ENDPOINTS, type WireEndpoint } from '../../src/wire/index.ts';
import { type CaseLabel, hold } from './case.ts';
import { checkExchange, type Happened } from './check-exchange.ts';
import { CheckedRecorder } from './checked-recorder.ts';
import { FakeResponse, fakeRequest } from './fake-http.ts';
import { type AnswerScript, answerScript, scripted } from './input/answer-scripts.ts';
import type { Draw } from './input/draw.ts';
import { mutatedJson } from './input/mutate-json.ts';
import { jsonOf } from './input/random-json.ts';
import { soundBody, soundRequest } from './input/sound-bodies.ts';
import { damagedBytes } from './input/stream-bytes.ts';

/** Turns of the event loop within which an exchange without waiting has to end. */
const MOST_TURNS = 3000;

const metrics = new GatewayMetrics();
const tracer = new ExchangeTracer(trace.getTracer('fuzz'));

/** Sends one request through the whole gateway, with a scripted server, a log in memory and a client that may leave. */
export async function exchangeCase(draw: Draw, told: (label: CaseLabel) => void): Promise<void> {
  const endpoint = draw.pick(ENDPOINTS);
  const isStream = draw.chance(0.75);
  const { bytes: body, isSound, choices } = requestBytes(draw, endpoint, isStream);
  const script = answerScript(draw, endpoint.name, isStream, choices);
  told({ endpoint: endpoint.name, direction: 'to client', kind: `${isStream ? 'stream' : 'whole'}, ${script.kind}` });
  const leavesAfter = draw.chance(0.07) ? draw.below(5) : Number.POSITIVE_INFINITY;
  const response = new FakeResponse(leavesAfter, draw.chance(0.2));
  const recorder = new CheckedRecorder();
  if (draw.chance(0.04)) recorder.failsAt = draw.below(2);
  const clock = new HandClock();
  let asked = 0;
  const pace = draw.pick([0, 0, 0, 50, 2500, 12_000]);
  const answers = scripted(script, draw, () => {
    if (draw.chance(0.3)) clock.pass(pace);
  });
  const upstream: Upstream = (request, signal) => {
    asked += 1;
    return answers(request, signal);
  };
  const route = routeOf(draw, upstream, endpoint);
  const requiresLog = draw.chance(0.9);
  const gateway = new Gateway({
    plan: { keys: [], router: ({ model }) => (model === 'm' ? route : null), models: ['m'], unreadPaths: [] },
    clock,
    recorder,
    judge: draw.chance(0.3) ? async () => 'unsafe' : null,
    control: null,
    console: null,
    settings: { ...DEFAULT_SETTINGS, ...(draw.chance(0.1) ? SMALL : {}), requiresLog },
    metrics,
    tracer,
  });
  gateway.handle(
    fakeRequest('POST', endpoint.path, { host: '127.0.0.1', 'content-type': 'application/json' }, body),
    response.as(),
  );
  const turns = await ended(response, gateway, clock);
  hold(turns < MOST_TURNS, 'an exchange ends');
  const happened: Happened = {
    endpoint,
    script,
    route,
    recorder,
    response,
    asked,
    request: body,
    requiresLog,
    isSound,
  };
  hold(!isSound || asked === 1, 'a sound request reaches its server');
  checkExchange(happened);
}

const SMALL = { maxAnswerChars: 120, maxCharsAfterCut: 20 };

/** Waits for the end of the response and of all work after it; returns the turns of the event loop. */
async function ended(response: FakeResponse, gateway: Gateway, clock: HandClock): Promise<number> {
  let turns = 0;
  while (!response.writableFinished && !response.destroyed && turns < MOST_TURNS) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
    // A client that does not read is eventually dropped.
    if (turns % 1000 === 0) clock.pass(100_000);
  }
  let hasStopped = false;
  void gateway.stop().then(() => {
    hasStopped = true;
  });
  while (!hasStopped && turns < MOST_TURNS) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  return turns;
}

interface RequestBytes {
  readonly bytes: Buffer;
  readonly isSound: boolean;
  /** Number of answers that a sound request asks for. */
  readonly choices: number;
}

function requestBytes(draw: Draw, endpoint: WireEndpoint, isStream: boolean): RequestBytes {
  const request = soundRequest(endpoint.name, draw, 'What is the capital of France?');
  const sound = { ...request, ...(isStream ? { stream: true } : {}) };
  const choices = 'n' in sound ? Number(sound.n) : 1;
  if (draw.chance(0.85)) return { bytes: Buffer.from(JSON.stringify(sound)), isSound: true, choices };
  const bytes = Buffer.from(jsonOf(mutatedJson(sound, draw)));
  return { bytes: draw.chance(0.3) ? damagedBytes(bytes, draw) : bytes, isSound: false, choices };
}

function routeOf(draw: Draw, upstream: GatewayRoute['upstream'], endpoint: WireEndpoint): GatewayRoute {
  const saying = { content: ['Please ask a doctor. ', 'It is Paris.'], reasoning: [], tool: null, choices: 1 };
  const given = jsonOf(
    draw.chance(0.5)
      ? soundBody(endpoint.name, draw, saying)
      : mutatedJson(soundBody(endpoint.name, draw, saying), draw),
  );
  const fallback: AnswerScript = {
    kind: 'whole',
    status: 200,
    type: 'application/json',
    bytes: Buffer.from(given),
    breaks: draw.chance(0.1),
    refusedAt: null,
  };
  const asks = scripted(fallback, draw, () => undefined);
  return {
    name: 'm',
    model: 'm-there',
    upstream,
    stage: 'canary',
    modelDigest: null,
    bucket: null,
    rollout: null,
    policy: draw.pick(['final', 'final', 'final', 'judged', 'observe']),
    hold: draw.pick(['opening', 'opening', 'all']),
    fallback: draw.chance(0.15) ? { name: 'f', model: 'f-there', upstream: asks } : null,
  };
}
