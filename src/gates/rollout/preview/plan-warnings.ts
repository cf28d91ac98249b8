import { BUCKETS } from '../../../rollout/index.ts';
import type { Message } from '../../../schema/index.ts';
import type { ServeOptions } from '../../serve/serve-options.ts';
import type { RolloutSettings } from '../settings/rollout-settings.ts';

/** Something about a configuration that its author may not expect. */
export interface PlanWarning {
  readonly id: string;
  readonly message: Message;
}

type PlanCheck = (settings: RolloutSettings, options: ServeOptions) => Message | null;

/** Share of ordinary answers that the reader mistakes for harm: docs/reader-quality.md, docs/guard-quality.md. */
const MISREAD: Readonly<Record<string, number>> = { 'refuse-then-comply': 29 / 7531, latch: 49 / 7531 };

const percentOf = (share: number): string => `${Number((share * 100).toFixed(2))} %`;

const CHECKS: Readonly<Record<string, PlanCheck>> = {
  'no-digest': ({ plan }) =>
    plan.canary.digest !== null
      ? null
      : {
          en: `${plan.canary.model} has no digest: a rollback is final for its name, whatever weights it gets later, and no comparison can admit it`,
          ja: `${plan.canary.model} にダイジェストがありません。切り戻すと、後で重みを替えても同じ名前では再開できず、比較結果による開始もできません`,
        },
  'same-digest': ({ plan: { stable, canary } }) =>
    canary.digest === null || canary.digest !== stable.digest
      ? null
      : {
          en: 'stable and canary have the same digest: the model is compared with itself',
          ja: '安定版と候補モデルのダイジェストが同じです。同じモデルどうしの比較になります',
        },
  'no-entry': ({ entry }) =>
    entry !== null
      ? null
      : {
          en: 'no comparison admits the canary: it starts only with --without-comparison, which the ledger says',
          ja: '開始の条件となる比較結果の指定がありません。--without-comparison を付けたときだけ開始できます（証跡に残ります）',
        },
  'no-administrator': (_, { keys = [] }) =>
    keys.length === 0 || keys.some(({ scopes = [] }) => scopes.includes('administer'))
      ? null
      : {
          en: 'no key in serve.keys has the scope administer: nobody can start it, or roll it back by hand',
          ja: 'serve.keys にスコープ administer を持つキーがありません。開始も手動の切り戻しもできません',
        },
  'user-names': ({ unit }) =>
    unit !== 'user'
      ? null
      : {
          en: 'requests that name no user (field user, or header x-zenbun-subject) are assigned by conversation: one person may meet both models',
          ja: '利用者を示さないリクエスト（user フィールドも x-zenbun-subject ヘッダーもないもの）は会話ごとに割り当てます。同じ人に両方のモデルが当たることがあります',
        },
  'unit-key': ({ unit }) =>
    unit !== 'key'
      ? null
      : {
          en: 'the assignment is by key: one key is one unit, gets one model as a whole, and few of its answers count (perUnit)',
          ja: '割り当てがキー単位です。1 つのキーには 1 つのモデルだけが当たり、数える回答も perUnit までです',
        },
  'no-probes': ({ plan, probes }) =>
    probes !== null && plan.probesPerHour > 0
      ? null
      : {
          en: 'no probes are asked: ordinary traffic hardly asks for what an attack would answer, so that little is learnt about it',
          ja: 'プローブがありません。通常のトラフィックに攻撃で得られるような質問はほとんどないため、その点はほぼ分かりません',
        },
  'margin-below-reader': ({ plan }) => {
    const below = plan.metrics.filter(({ id, margin }) => margin / BUCKETS < (MISREAD[id] ?? 0));
    if (below.length === 0) return null;
    const list = below.map(({ id }) => `${id} (${percentOf(MISREAD[id]!)})`).join(', ');
    return {
      en: `margins below the share of ordinary answers that the reader takes for it: ${list}. Another style of writing may then look like harm`,
      ja: `許容幅が、読み取りが通常の回答を取り違える割合より小さい指標があります：${list}。文体の違いだけで悪化に見えることがあります`,
    };
  },
  'no-time': ({ plan }) =>
    plan.stages.every(({ minMs }) => minMs > 0)
      ? null
      : {
          en: 'a stage has no minimum time: a busy minute can end it, before anybody hears of complaints',
          ja: '最短時間が 0 の段階があります。混んだ 1 分間だけで次に進み、苦情が届く前に公開が広がることがあります',
        },
  'no-control': ({ plan }) =>
    plan.stages.at(-1)?.share !== BUCKETS
      ? null
      : {
          en: 'at 100 % no traffic goes to the stable model: a rise is then seen only against a bound of the earlier rate, and later. A last stage of 99% keeps a control',
          ja: '100 % では対照がなくなり、以前の割合の上限との比較になるため、悪化に気づくのが遅れます。最後の段階を 99% にすると対照が残ります',
        },
  observed: ({ plan }) =>
    plan.stages.every(({ policy }) => policy !== 'observe')
      ? null
      : {
          en: 'a stage only observes (guard: observe): what follows a refusal of the canary reaches its users until the rollback',
          ja: '記録だけの段階（guard: observe）があります。切り戻すまで、候補モデルが断った後に続けた内容がそのまま利用者に届きます',
        },
  'no-judge': ({ plan }, { judge }) =>
    judge !== undefined || plan.metrics.every(({ id }) => id !== 'judge')
      ? null
      : {
          en: 'the metric judge is on, and serve.judge names no judge: zenbun serve does not start like this',
          ja: '指標 judge が有効ですが、serve.judge に判定モデルの指定がありません。このままでは zenbun serve を起動できません',
        },
  'nothing-required': ({ plan }) =>
    plan.metrics.some(({ isRequired }) => isRequired)
      ? null
      : {
          en: 'no metric is required: it goes on by time and answers alone, and beta means nothing',
          ja: '昇格に必要な指標がありません。時間と回答数だけで進み、beta は意味を持ちません',
        },
};

/** Returns all warnings, in the order of the catalogue. */
export const planWarnings = (settings: RolloutSettings, options: ServeOptions): readonly PlanWarning[] =>
  Object.entries(CHECKS).flatMap(([id, check]) => {
    const message = check(settings, options);
    return message === null ? [] : [{ id, message }];
  });
