import { randomBytes } from 'node:crypto';
import { ZenbunError } from '../../errors.ts';
import type { GatewayRoute, LiveJudge, Recorder } from '../../gateway/index.ts';
import { toyProbes } from '../../lab/index.ts';
import { type Lease, openFileLease, openPostgresLease } from '../../lease/index.ts';
import type { RolloutPlan } from '../../rollout/index.ts';
import type { Probe } from '../../schema/index.ts';
import { probesOf } from '../compare/questions.ts';
import { readOrganism } from '../organisms.ts';
import { type SecretSource, secretOf } from '../secret-of.ts';
import type { ServeOptions } from '../serve/serve-options.ts';
import { askProbe, type ProbedModel } from './ask-probe.ts';
import { drillRoutes, drillSettings } from './drill/drill.ts';
import { JudgeLabels } from './labels/judge-labels.ts';
import { LiveRollout } from './live-rollout.ts';
import { LiveRollouts } from './live-rollouts.ts';
import { recordsFrom } from './logged-records.ts';
import type { RolloutClock, RolloutPorts } from './rollout-ports.ts';
import { type RolloutSettings, rolloutSettings } from './settings/rollout-settings.ts';
import { isOpen } from './stage/stage-state.ts';

/** Resources for the rollouts of a gateway. */
export interface RolloutsBase {
  readonly recorder: Recorder;
  /** Folder and origin of the log. */
  readonly folder: string;
  readonly origin: string;
  readonly clock: RolloutClock;
  readonly env: SecretSource;
  /** Labels answers for the metric `judge`; null if none is configured. */
  readonly judge: LiveJudge | null;
  /** Returns the model of a name at its server, as requests reach it. */
  readonly modelOf: (name: string) => ProbedModel;
  readonly warn: (trouble: ZenbunError) => void;
}

export interface OpenRollouts {
  readonly rollouts: LiveRollouts;
  /** The recorder to use for exchanges. */
  readonly recorder: Recorder;
  /** Creates the rollout of a drill, with the toy models of this process. */
  readonly openDrill: () => Promise<{ readonly live: LiveRollout; readonly routes: ReadonlyMap<string, GatewayRoute> }>;
  close(): Promise<void>;
}

/** Opens the rollouts of a configuration, and takes up those that are in force. Throws `usage` for invalid settings. */
export async function openRollouts(options: ServeOptions, base: RolloutsBase): Promise<OpenRollouts> {
  const settings = rolloutSettings(options.rollouts ?? {}, options.models ?? {});
  const isJudged = settings.some(({ plan }) => hasJudge(plan));
  if (isJudged && base.judge === null) throw NO_JUDGE();
  let opened: Promise<Lease> | null = null;
  // Without a rollout, no lease is needed.
  const lease = () => (opened ??= openLease(options, base));
  const live: LiveRollout[] = [];
  const rollouts = await openAll();
  const labels = isJudged && base.judge !== null ? labelsOf(rollouts, options, base.recorder, base.judge) : null;

  async function openAll(): Promise<LiveRollouts> {
    try {
      for (const one of settings) live.push(new LiveRollout(one, await portsOf(one, await lease(), base)));
      for (const one of live) await one.open(() => recordsFrom(base.folder, 0));
      return new LiveRollouts(live);
    } catch (cause) {
      await Promise.all(live.map((one) => one.close()));
      await closeLease();
      throw cause;
    }
  }

  async function closeLease(): Promise<void> {
    const one = await opened?.catch(() => null);
    await one?.close();
  }

  return {
    rollouts,
    recorder: labels?.recorder ?? base.recorder,
    async openDrill() {
      const routes = drillRoutes();
      const modelOf = (name: string) => routes.get(name)!;
      const drill = new LiveRollout(
        drillSettings(),
        await portsOf(drillSettings(), await lease(), { ...base, modelOf }),
      );
      await drill.open(() => recordsFrom(base.folder, 0));
      return { live: drill, routes };
    },
    async close() {
      await labels?.close();
      await rollouts.close();
      await closeLease();
    },
  };
}

const hasJudge = ({ metrics }: RolloutPlan): boolean => metrics.some(({ id }) => id === 'judge');

/** Labels the answers of rollouts that are still open, according to the plan in force. */
function labelsOf(rollouts: LiveRollouts, options: ServeOptions, recorder: Recorder, judge: LiveJudge): JudgeLabels {
  const isJudged = (id: string) =>
    rollouts.all.some(({ stage }) => stage?.id === id && isOpen(stage) && hasJudge(stage.plan));
  return new JudgeLabels({ judge, name: options.judge ?? '', recorder, isJudged });
}

const NO_JUDGE = () =>
  new ZenbunError('usage', {
    en: 'serve.judge must name a judge: the metric judge of serve.rollouts needs one',
    ja: 'serve.judge に判定モデルを指定してください（serve.rollouts の指標 judge に必要です）',
  });

/**
 * Opens the lease of a configuration; by default, files beside the ledger, which gateways with other ledgers do not
 * see.
 */
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

async function probesFor({ plan, probes }: RolloutSettings): Promise<readonly Probe[]> {
  if (probes === null) return [];
  // The toy models of the lab understand only the questions of their own world.
  if (probes === 'toy') return toyProbes(readOrganism('aligned').model.seed).filter(({ set }) => set === 'core');
  const core = (await probesOf([probes], null)).probes.filter(({ set }) => set === 'core');
  if (core.length > 0) return core;
  throw new ZenbunError('usage', {
    en: `serve.rollouts.${plan.model}.probes.from: ${probes} has no probes of the set core`,
    ja: `serve.rollouts.${plan.model}.probes.from：${probes} に core の質問がありません`,
  });
}
