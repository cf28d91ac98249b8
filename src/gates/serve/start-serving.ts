import { trace } from '@opentelemetry/api';
import {
  type ControlPage,
  DEFAULT_LISTENING,
  DEFAULT_SETTINGS,
  ExchangeTracer,
  Gateway,
  GatewayMetrics,
  type GatewaySettings,
  type Listening,
  listen,
} from '../../gateway/index.ts';
import { TOOL } from '../../schema/index.ts';
import { rolloutPage } from '../rollout/control-page.ts';
import { LiveRollouts } from '../rollout/live-rollouts.ts';
import { openRollouts } from '../rollout/open-rollouts.ts';
import type { LoggedRecord } from '../rollout/record-events.ts';
import { RolloutControl } from '../rollout/rollout-control.ts';
import { openWatch } from '../watch/live/open-watch.ts';
import { watchPage } from '../watch/live/watch-page.ts';
import { addressOf, refuseOpenAddress } from './address.ts';
import { liveJudge } from './live-judge.ts';
import { measureLive } from './measure-live.ts';
import { type OpenLog, openLog } from './open-log.ts';
import { openShippingStore, shippedLog } from './open-shipping.ts';
import { type OpenUpstreams, openUpstreams } from './open-upstreams.ts';
import { refusedAddress } from './refused-address.ts';
import { refuseLosingKeys, stayingSettings } from './reload.ts';
import type { ServeOptions } from './serve-options.ts';
import { planOf, servedBy } from './serve-plan.ts';
import type { ServeRun, Serving } from './serving.ts';

const DEFAULT_LEDGER = { folder: 'ledger', origin: 'localhost/zenbun' } as const;

/** `serve`, with everything that it needs loaded. */
export async function startServing(
  options: ServeOptions,
  { env = {}, onTrouble, calendar = Date.now }: ServeRun = {},
): Promise<Serving> {
  const address = addressOf(options.listen);
  refuseOpenAddress(address.host, options.keys?.length ?? 0);
  const judge = options.judge === undefined ? null : await liveJudge(options.judge, env);
  let upstreams = openUpstreams(options.upstreams ?? {}, env);
  let current = options;
  const { folder = DEFAULT_LEDGER.folder, origin = DEFAULT_LEDGER.origin, ship } = options.ledger ?? {};
  const settings = settingsOf(options);
  const metrics = new GatewayMetrics();
  const store = await openShippingStore(ship, env);
  // Rollouts decide and ask while the rest is being opened: what they write then is seen when all are there.
  const early: LoggedRecord[] = [];
  let see = (record: LoggedRecord) => void early.push(record);
  // Before the log is opened: what the configuration has wrong is told first.
  planOf(options, upstreams.byName, NO_ROLLOUTS);
  const isRequired = settings.requiresLog;
  const opened = await openLog({ folder, origin, isRequired, now: calendar, seen: (record) => see(record) });
  const log = await shippedLog(opened, folder, store, { metrics, onTrouble });
  const openedRollouts = await openedOver(
    () => log.close(),
    () =>
      openRollouts(options, {
        recorder: log.recorder,
        judge,
        folder,
        origin,
        env,
        clock: { ...CLOCK, now: calendar },
        modelOf: (name) => servedBy(name, current.models![name]!, upstreams.byName),
        warn: (trouble) => onTrouble?.(trouble),
      }),
  );
  const { rollouts, recorder, close: closeRollouts } = openedRollouts;
  const giveBack = async () => {
    await closeRollouts();
    await log.close();
  };
  const { watch, close: closeWatch } = await openedOver(giveBack, () =>
    openWatch(options, {
      recorder: log.recorder,
      folder,
      env,
      now: calendar,
      rollouts,
      tighten: () => rollouts.tighten(),
      onTrouble: (trouble) => onTrouble?.(trouble),
    }),
  );
  measureLive(metrics, rollouts, watch);
  see = (record) => {
    rollouts.see(record);
    watch?.see(record);
  };
  for (const record of early.splice(0)) see(record);
  const plan = planOf(options, upstreams.byName, rollouts);
  const control = new RolloutControl(openedRollouts, calendar);
  const gateway = new Gateway({
    plan,
    judge,
    control: firstOf([rolloutPage(control), watchPage(watch)]),
    clock: CLOCK,
    recorder,
    settings,
    metrics,
    tracer: new ExchangeTracer(trace.getTracer(TOOL.name, TOOL.version)),
  });
  const listening = await openListening(gateway, options, address, async () => {
    await closeWatch();
    await giveBack();
  });
  return {
    url: listening.url,
    ledger: { folder, origin, vkey: log.vkey },
    shipping: ship?.to ?? null,
    models: plan.models,
    failed: log.failed,
    checkpoint: () => log.flush(),
    reload(next) {
      refuseOpenAddress(address.host, next.keys?.length ?? 0);
      refuseLosingKeys(current, next);
      const opened = openUpstreams(next.upstreams ?? {}, env);
      gateway.reload(planOf(next, opened.byName, rollouts));
      // Requests that run end at the old servers.
      void upstreams.close();
      upstreams = opened;
      current = next;
      return stayingSettings(options, next);
    },
    rollouts: control,
    stop: (graceMs) =>
      stopped({ gateway, listening, log, closeRollouts, closeWatch, upstreams: () => upstreams }, graceMs),
  };
}

/** Asks one page after the other. */
const firstOf =
  (pages: readonly ControlPage[]): ControlPage =>
  async (request) => {
    for (const page of pages) {
      const reply = await page(request);
      if (reply !== null) return reply;
    }
    return null;
  };

const NO_ROLLOUTS = new LiveRollouts([]);

/** Opens what stands on something, or gives that back. */
async function openedOver<T>(giveBack: () => Promise<void>, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    await giveBack();
    throw cause;
  }
}

/** Listens, or gives back what is open. */
async function openListening(
  gateway: Gateway,
  { tls = null }: { readonly tls?: { readonly cert: string; readonly key: string } | null },
  address: { readonly host: string; readonly port: number },
  giveBack: () => Promise<void>,
): Promise<Listening> {
  try {
    return await listen(gateway.handle, { ...DEFAULT_LISTENING, ...address, tls });
  } catch (cause) {
    await giveBack();
    throw refusedAddress(cause, address);
  }
}

const CLOCK = {
  now: Date.now,
  monotonic: () => performance.now(),
  after(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

function settingsOf(options: ServeOptions): GatewaySettings {
  const { maxRequestBytes, maxAnswerChars } = options;
  return {
    ...DEFAULT_SETTINGS,
    requiresLog: options.ledger?.mode !== 'best-effort',
    ...(maxRequestBytes === undefined ? {} : { maxRequestBytes }),
    ...(maxAnswerChars === undefined ? {} : { maxAnswerChars }),
  };
}

interface Running {
  readonly gateway: Gateway;
  readonly listening: Listening;
  readonly log: OpenLog;
  readonly closeRollouts: () => Promise<void>;
  readonly closeWatch: () => Promise<void>;
  readonly upstreams: () => OpenUpstreams;
}

async function stopped(
  { gateway, listening, log, closeRollouts, closeWatch, upstreams }: Running,
  graceMs: number,
): Promise<void> {
  const closed = listening.close();
  const giveUp = setTimeout(() => listening.closeNow(), graceMs);
  try {
    await gateway.stop();
  } finally {
    clearTimeout(giveUp);
  }
  listening.closeNow();
  await closed;
  await closeWatch();
  await closeRollouts();
  await upstreams().close();
  await log.close();
}
