import { randomBytes } from 'node:crypto';
import { ZenbunError } from '../../errors.ts';
import type { GatewayRoute, Recorder } from '../../gateway/index.ts';
import { toyProbes } from '../../lab/index.ts';
import { type Lease, openFileLease, openPostgresLease } from '../../lease/index.ts';
import type { Probe } from '../../schema/index.ts';
import { probesOf } from '../compare/questions.ts';
import { readOrganism } from '../organisms.ts';
import { type SecretSource, secretOf } from '../secret-of.ts';
import type { ServeOptions } from '../serve/serve-options.ts';
import { askProbe, type ProbedModel } from './ask-probe.ts';
import { drillRoutes, drillSettings } from './drill/drill.ts';
import { LiveRollout } from './live-rollout.ts';
import { LiveRollouts } from './live-rollouts.ts';
import { recordsSince } from './logged-records.ts';
import type { LoggedRecord } from './record-events.ts';
import type { RolloutClock, RolloutPorts } from './rollout-ports.ts';
import { type RolloutSettings, rolloutSettings } from './settings/rollout-settings.ts';

/** What the rollouts of a gateway stand on. */
export interface RolloutsBase {
  readonly recorder: Recorder;
  /** Folder and origin of the log. */
  readonly folder: string;
  readonly origin: string;
  readonly clock: RolloutClock;
  readonly env: SecretSource;
  /** The model of a name, at its server, as requests reach it. */
  readonly modelOf: (name: string) => ProbedModel;
  readonly warn: (trouble: ZenbunError) => void;
}

export interface OpenRollouts {
  readonly rollouts: LiveRollouts;
  /** Makes the rollout of a drill, with the toy models of this process. */
  readonly openDrill: () => Promise<{ readonly live: LiveRollout; readonly routes: ReadonlyMap<string, GatewayRoute> }>;
  close(): Promise<void>;
}

/** Opens the rollouts of a configuration, and takes up those that are in force. Throws `usage` for what cannot be meant. */
export async function openRollouts(options: ServeOptions, base: RolloutsBase): Promise<OpenRollouts> {
  const settings = rolloutSettings(options.rollouts ?? {}, options.models ?? {});
  let opened: Promise<Lease> | null = null;
  // Nobody without a rollout needs a lease.
  const lease = () => (opened ??= openLease(options, base));
  const live: LiveRollout[] = [];
  for (const one of settings) live.push(new LiveRollout(one, await portsOf(one, await lease(), base)));
  const rollouts = new LiveRollouts(live);
  for (const one of live) await one.open((time) => recordsSince(base.folder, time));
  return {
    rollouts,
    async openDrill() {
      const routes = drillRoutes();
      const modelOf = (name: string) => routes.get(name)!;
      const drill = new LiveRollout(
        drillSettings(),
        await portsOf(drillSettings(), await lease(), { ...base, modelOf }),
      );
      // One that was cut off a moment ago goes on, with what is known of it; any other begins anew.
      await drill.open((time) => (drill.isInForce ? recordsSince(base.folder, time) : nothing()));
      return { live: drill, routes };
    },
    async close() {
      await rollouts.close();
      if (opened !== null) await (await opened).close();
    },
  };
}

/** The lease of a configuration; without one, files beside the ledger, which gateways with other ledgers do not see. */
async function openLease({ lease, ledger }: ServeOptions, { folder, env, origin }: RolloutsBase): Promise<Lease> {
  const { driver = 'file', url, folder: shared } = lease ?? {};
  if (lease !== undefined && ledger?.origin === undefined)
    throw wrongLease(
      `with a lease, each gateway needs serve.ledger.origin of its own (now: ${origin})`,
      `lease を使う場合は、ゲートウェイごとに別の serve.ledger.origin を設定してください（現在：${origin}）`,
    );
  if (driver === 'file') return openFileLease(shared ?? `${folder}-rollouts`);
  if (url === undefined)
    throw wrongLease(
      'serve.lease.url must say where the URL of PostgreSQL is, env:NAME or file:PATH',
      'serve.lease.url に、PostgreSQL の URL のある場所を env:NAME か file:PATH で指定してください',
    );
  return openPostgresLease(secretOf('serve.lease.url', url, env));
}

const wrongLease = (en: string, ja: string) => new ZenbunError('usage', { en, ja });

async function portsOf(settings: RolloutSettings, lease: Lease, base: RolloutsBase): Promise<RolloutPorts> {
  const { recorder, origin, clock, modelOf, warn } = base;
  const { plan } = settings;
  return {
    lease,
    clock,
    random: randomBytes,
    origin,
    warn,
    isLogging: () => recorder.failure === null,
    append: async (kind, fields, body) =>
      (await recorder.record({ kind, fields: fields as never, body: body ?? null, subject: null })).index,
    ask: (arm, probe) => askProbe(modelOf(plan[arm].model), probe, true),
    probes: await probesFor(settings),
  };
}

async function probesFor({ probes }: RolloutSettings): Promise<readonly Probe[]> {
  if (probes === null) return [];
  // The toy models of the lab understand the questions of their own world only.
  if (probes === 'toy') return toyProbes(readOrganism('aligned').model.seed).filter(({ set }) => set === 'core');
  return (await probesOf([probes], null)).probes.filter(({ set }) => set === 'core');
}

async function* nothing(): AsyncGenerator<LoggedRecord> {}
