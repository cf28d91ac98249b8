import { ZenbunError } from '../../errors.ts';
import { DRILL_MODEL, type RolloutStatus } from '../../schema/index.ts';
import { checkEntry } from './entry.ts';
import type { LiveRollout } from './live-rollout.ts';
import type { LiveRollouts } from './live-rollouts.ts';
import type { OpenRollouts } from './open-rollouts.ts';
import type { RolloutOrder } from './rollout-ports.ts';
import { statusOf } from './status-of.ts';

/** Orders that a person may give for a running rollout. */
export const ROLLOUT_ORDERS = ['promote', 'rollback', 'pause', 'resume'] as const;
export type RolloutOrderName = (typeof ROLLOUT_ORDERS)[number];

/**
 * Controls by which people govern the rollouts of a running gateway. Methods reject with `usage` if an order is
 * impossible, and `not-found` for a model without a rollout.
 */
export class RolloutControl {
  readonly #rollouts: LiveRollouts;
  readonly #openDrill: OpenRollouts['openDrill'];
  readonly #now: () => number;
  readonly #isHeldBack: (model: string) => boolean;
  #isOpeningDrill = false;

  /**
   * `isHeldBack`: reports whether this model, by its name in `serve.models`, must not be started now, because its
   * upstream differs from its reference.
   */
  constructor(
    { rollouts, openDrill }: Pick<OpenRollouts, 'rollouts' | 'openDrill'>,
    now: () => number,
    isHeldBack: (model: string) => boolean = () => false,
  ) {
    this.#rollouts = rollouts;
    this.#openDrill = openDrill;
    this.#now = now;
    this.#isHeldBack = isHeldBack;
  }

  all(): readonly RolloutStatus[] {
    return this.#rollouts.all.map((live) => statusOf(live, this.#now()));
  }

  status(model: string): RolloutStatus {
    return statusOf(this.#live(model), this.#now());
  }

  /** Starts a rollout that a comparison admits, or, if requested expressly, without one. */
  async start(model: string, order: RolloutOrder, isWithoutComparison: boolean): Promise<RolloutStatus> {
    const live = this.#live(model);
    const { entry, plan } = live.settings;
    if (this.#isHeldBack(plan.canary.model)) throw heldBack(plan.canary.model);
    if (entry === null && !isWithoutComparison) throw noEntry(model);
    const admitted = entry === null || isWithoutComparison ? null : await checkEntry(entry, plan, this.#now());
    await live.start(order, admitted?.sha256 ?? null);
    return this.status(model);
  }

  /**
   * Serves the models of a drill until `closeDrill`. The first of several gateways starts its rollout, the others
   * follow.
   */
  async openDrill(order: RolloutOrder): Promise<RolloutStatus> {
    const left = this.#rollouts.get(DRILL_MODEL);
    if (this.#isOpeningDrill || left?.isInForce === true) throw drillRuns();
    this.#isOpeningDrill = true;
    try {
      // An earlier drill was left open by whoever began it.
      if (left !== null) await this.#rollouts.remove(left);
      const { live, routes } = await this.#openDrill();
      this.#rollouts.add(live, routes);
      await this.#begun(live, order);
    } finally {
      this.#isOpeningDrill = false;
    }
    return this.status(DRILL_MODEL);
  }

  /** Begins a drill; one that cannot be begun is served to nobody. */
  async #begun(live: LiveRollout, order: RolloutOrder): Promise<void> {
    try {
      if (!live.isInForce) await live.startDrill(order);
    } catch (cause) {
      await this.#rollouts.remove(live);
      throw cause;
    }
  }

  async closeDrill(): Promise<RolloutStatus> {
    const live = this.#live(DRILL_MODEL);
    const status = statusOf(live, this.#now());
    await this.#rollouts.remove(live);
    return status;
  }

  async order(model: string, action: RolloutOrderName, order: RolloutOrder): Promise<RolloutStatus> {
    await this.#live(model).order(action, order);
    return this.status(model);
  }

  #live(model: string): LiveRollout {
    const live = this.#rollouts.get(model);
    if (live !== null) return live;
    const known = this.#rollouts.all.map((one) => one.model).join(', ');
    throw new ZenbunError('not-found', {
      en: `no rollout of "${model}" is configured${known === '' ? '' : ` (configured: ${known})`}`,
      ja: `「${model}」の段階公開は設定されていません${known === '' ? '' : `（設定済み：${known}）`}`,
    });
  }
}

const drillRuns = () => new ZenbunError('usage', { en: 'a drill runs already', ja: '訓練はすでに実行中です' });

const noEntry = (model: string) =>
  new ZenbunError(
    'usage',
    {
      en: `serve.rollouts.${model}.entry names no comparison`,
      ja: `serve.rollouts.${model}.entry に比較結果が指定されていません`,
    },
    {
      advice: {
        en: 'Name the result of zenbun compare --json there, or start with --without-comparison; the ledger will say so.',
        ja: 'zenbun compare --json の結果を指定するか、--without-comparison で開始してください（証跡に残ります）。',
      },
    },
  );

const heldBack = (model: string) =>
  new ZenbunError(
    'usage',
    {
      en: `the answers of ${model} are distributed otherwise than those of its reference: no rollout of it starts`,
      ja: `${model} の回答の分布が基準と異なるため、段階公開を開始できません`,
    },
    {
      advice: {
        en: 'serve.fingerprint.onDiffers is rollback. Ask the operator of the upstream what changed; if the change is approved, save a new reference and restart.',
        ja: 'serve.fingerprint.onDiffers が rollback です。上流の運用者に変更点を確認し、変更を承認する場合は新しい基準を保存して再起動してください。',
      },
    },
  );
