import { trace } from '@opentelemetry/api';
import {
  type ControlPage,
  DEFAULT_LISTENING,
  DEFAULT_SETTINGS,
  ExchangeTracer,
  Gateway,
  GatewayMetrics,
  type GatewayPlan,
  type GatewaySettings,
  type Listening,
  listen,
} from '../../gateway/index.ts';
import { TOOL } from '../../schema/index.ts';
import { type ConsoleBase, type ServingConsole, servingConsole } from '../console/serving-console.ts';
import { openFingerprints } from '../fingerprint/live/open-fingerprints.ts';
import { rolloutPage } from '../rollout/control-page.ts';
import { LiveRollouts } from '../rollout/live-rollouts.ts';
import { openRollouts } from '../rollout/open-rollouts.ts';
import type { LoggedRecord } from '../rollout/record-events.ts';
import { RolloutControl } from '../rollout/rollout-control.ts';
import { openWatch } from '../watch/live/open-watch.ts';
import { watchPage } from '../watch/live/watch-page.ts';
import { addressOf, refuseOpenAddress } from './address.ts';
import { liveJudge } from './live-judge.ts';
import { measureFingerprints, measureLive } from './measure-live.ts';
import { type OpenLog, openLog } from './open-log.ts';
import { openShippingStore, shippedLog } from './open-shipping.ts';
import { type OpenUpstreams, openUpstreams } from './open-upstreams.ts';
import { openToEverybody } from './private-files.ts';
import { refusedAddress } from './refused-address.ts';
import { refuseLosingKeys, stayingSettings } from './reload.ts';
import type { ServeOptions } from './serve-options.ts';
import { planOf, servedBy } from './serve-plan.ts';
import type { ServeRun, Serving } from './serving.ts';

const DEFAULT_LEDGER = { folder: 'ledger', origin: 'localhost/zenbun' } as const;

/** Does the work of `serve`, once everything that it needs is loaded. */
export async function startServing(
  options: ServeOptions,
  { env = {}, onTrouble, calendar = Date.now, after = CLOCK.after }: ServeRun = {},
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
  // Rollouts decide and ask while the rest is being opened: their records are passed on once everything is there.
  const early: LoggedRecord[] = [];
  let see = (record: LoggedRecord) => void early.push(record);
  // Check the plan before the log is opened, so that faults of the configuration are reported first.
  planOf(options, upstreams.byName, NO_ROLLOUTS);
  const isRequired = settings.requiresLog;
  const opened = await openLog({ folder, origin, isRequired, now: calendar, seen: (record) => see(record) });
  const open = openToEverybody(folder);
  if (open !== null) onTrouble?.(open);
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
  const giveBackWatch = async () => {
    await closeWatch();
    await giveBack();
  };
  const fingerprints = await openedOver(giveBackWatch, () =>
    openFingerprints(options, {
      recorder: log.recorder,
      folder,
      env,
      ...{ now: calendar, after },
      rollouts,
      tighten: () => rollouts.tighten(),
      onTrouble: (trouble) => onTrouble?.(trouble),
    }),
  );
  const closeLive = async () => {
    await fingerprints?.close();
    await closeWatch();
  };
  const giveBackAll = async () => {
    await fingerprints?.close();
    await giveBackWatch();
  };
  measureLive(metrics, rollouts, watch);
  if (fingerprints !== null) measureFingerprints(metrics, fingerprints);
  let plan = planOf(options, upstreams.byName, rollouts);
  const control = new RolloutControl(openedRollouts, calendar, (model) => {
    return options.fingerprint?.onDiffers === 'rollback' && fingerprints?.differs(model) === true;
  });
  const pages = firstOf([rolloutPage(control), watchPage(watch)]);
  const served = await openedOver(giveBackAll, () =>
    openConsole(options, { log, folder, control: pages, plan: () => plan, now: calendar }),
  );
  see = (record) => {
    rollouts.see(record);
    watch?.see(record);
    served?.see();
  };
  for (const record of early.splice(0)) see(record);
  const gateway = new Gateway({
    plan,
    judge,
    control: pages,
    console: served?.handle ?? null,
    clock: CLOCK,
    recorder,
    settings,
    metrics,
    tracer: new ExchangeTracer(trace.getTracer(TOOL.name, TOOL.version)),
  });
  const listening = await openListening(gateway, options, address, giveBackAll);
  return {
    url: listening.url,
    console: served === null ? null : `${listening.url}/console/`,
    ledger: { folder, origin, vkey: log.vkey },
    shipping: ship?.to ?? null,
    models: plan.models,
    failed: log.failed,
    checkpoint: () => log.flush(),
    reload(next) {
      refuseOpenAddress(address.host, next.keys?.length ?? 0);
      refuseLosingKeys(current, next);
      const opened = openUpstreams(next.upstreams ?? {}, env);
      plan = planOf(next, opened.byName, rollouts);
      gateway.reload(plan);
      // Running requests end at the old servers.
      void upstreams.close();
      upstreams = opened;
      current = next;
      return stayingSettings(options, next);
    },
    rollouts: control,
    stop: (graceMs) =>
      stopped(
        { gateway, served, listening, log, closeRollouts, closeWatch: closeLive, upstreams: () => upstreams },
        graceMs,
      ),
  };
}

/** Opens the console of a configuration; null if it is switched off. */
async function openConsole(
  { console = true, tls }: ServeOptions,
  base: Pick<ConsoleBase, 'log' | 'folder' | 'control'> & {
    readonly plan: () => GatewayPlan;
    readonly now: () => number;
  },
): Promise<ServingConsole | null> {
  if (console === false) return null;
  const { log, folder, control, plan, now } = base;
  return servingConsole({
    ...{ log, folder, control },
    runs: console === true ? null : (console.runs ?? null),
    keys: () => plan().keys,
    models: () => plan().models,
    isSecure: tls !== undefined,
    clock: { ...CLOCK, now },
  });
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

/** Opens something that depends on earlier parts, or closes those if that fails. */
async function openedOver<T>(giveBack: () => Promise<void>, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    await giveBack();
    throw cause;
  }
}

/** Listens, or closes what is open if that fails. */
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
  readonly served: ServingConsole | null;
  readonly listening: Listening;
  readonly log: OpenLog;
  readonly closeRollouts: () => Promise<void>;
  readonly closeWatch: () => Promise<void>;
  readonly upstreams: () => OpenUpstreams;
}

async function stopped(
  { gateway, served, listening, log, closeRollouts, closeWatch, upstreams }: Running,
  graceMs: number,
): Promise<void> {
  const closed = listening.close();
  served?.close();
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
