import { useState } from 'preact/hooks';
import type { LoggedRollout, RolloutStatus } from '../../../schema/index.ts';
import { Link } from '../address/link.tsx';
import { addressOf, route } from '../address/location.ts';
import { duration, powerOfTen, whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { Charts } from '../parts/chart-figure.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { LoadingNote, ProblemNote } from '../parts/problem-note.tsx';
import { StateTag } from '../parts/signs.tsx';
import { mayChange, session } from '../wire/ask.ts';
import { useLoaded } from '../wire/use-loaded.ts';
import { MetricTable } from './metric-table.tsx';
import { OrderDialog } from './order-dialog.tsx';
import { type OfferedOrder, ORDERS, rolloutIn, STATUSES, STEPS } from './rollout-words.ts';
import { StageStrip } from './stage-strip.tsx';

const EVERY_MS = 5_000;

/**
 * Shows who gets which model, on what evidence, and the way back; for a log that is not being written, the past
 * decisions.
 */
export function RolloutView() {
  return session.value?.isServing ? <CurrentRollouts /> : <PastRollouts />;
}

function CurrentRollouts() {
  const { data, problem, isLoading, reload } = useLoaded<{ rollouts: unknown[] }>('/rollouts', EVERY_MS);
  const known = (data?.rollouts ?? []).map(rolloutIn).filter((each) => each !== null);
  const chosen = route.value.id === null ? known[0] : known.find(({ model }) => model === route.value.id);
  return (
    <>
      <h1>{say({ en: 'Rollout', ja: '段階公開' })}</h1>
      <ProblemNote problem={problem} retry={reload} />
      <LoadingNote isLoading={isLoading} />
      {known.length > 1 && (
        <nav class="choices" aria-label={say({ en: 'Rollouts', ja: '段階公開の一覧' })}>
          {known.map(({ model }) => (
            <Link
              key={model}
              to={addressOf('rollout', model)}
              {...(model === chosen?.model ? { 'aria-current': 'true' } : {})}
            >
              <ForeignText text={model} />
            </Link>
          ))}
        </nav>
      )}
      {data !== null && known.length === 0 && (
        <p class="quiet">{say({ en: 'No rollout is configured.', ja: '段階公開は設定されていません。' })}</p>
      )}
      {data !== null && known.length > 0 && chosen === undefined && (
        <p class="note">
          {say({ en: 'There is no rollout of this model.', ja: 'このモデルの段階公開はありません。' })}
        </p>
      )}
      {chosen !== undefined && <Rollout key={chosen.model} status={chosen} reload={reload} />}
    </>
  );
}

/** The rollouts recorded in a log, the newest first. */
function PastRollouts() {
  const { data, problem, isLoading, reload } = useLoaded<LoggedRollout[]>('/history');
  return (
    <>
      <h1>{say({ en: 'Rollout', ja: '段階公開' })}</h1>
      <ProblemNote problem={problem} retry={reload} />
      <LoadingNote isLoading={isLoading} />
      {data?.length === 0 && (
        <p class="quiet">
          {say({ en: 'This log tells of no rollout.', ja: 'この証跡に段階公開の記録はありません。' })}
        </p>
      )}
      {data?.toReversed().map((each) => (
        <section key={each.id} class="panel">
          <h2>
            <ForeignText text={each.model} />{' '}
            {each.state !== 'unknown' && (
              <StateTag tone={STATUSES[each.state].tone} word={say(STATUSES[each.state].word)} />
            )}
          </h2>
          <Decisions rollout={each} />
        </section>
      ))}
    </>
  );
}

function Rollout({ status, reload }: { status: RolloutStatus; reload: () => void }) {
  const [order, setOrder] = useState<OfferedOrder | null>(null);
  const history = useLoaded<LoggedRollout[]>(`/rollouts/${encodeURIComponent(status.model)}/history`);
  const { word, tone } = STATUSES[status.status];
  const done = () => {
    reload();
    history.reload();
  };
  return (
    <>
      <section class="panel">
        <h2>
          <ForeignText text={status.model} /> <StateTag tone={tone} word={say(word)} />
        </h2>
        <StageStrip status={status} />
        <StageFacts status={status} />
        {mayChange() && (
          <div class="buttons">
            {ORDERS.filter(({ when }) => when(status)).map((each) => (
              <button
                key={each.id}
                type="button"
                class={each.id === 'rollback' ? 'grave' : ''}
                onClick={() => setOrder(each)}
              >
                {say(each.word)}…
              </button>
            ))}
          </div>
        )}
        {order !== null && <OrderDialog model={status.model} order={order} done={done} close={() => setOrder(null)} />}
      </section>
      {status.stage !== null && (
        <section class="panel">
          <h2>{say({ en: 'Evidence', ja: '証拠' })}</h2>
          <MetricTable status={status} />
        </section>
      )}
      <section class="panel">
        <h2>{say({ en: 'Decisions', ja: '判断の記録' })}</h2>
        <ProblemNote problem={history.problem} retry={history.reload} />
        <LoadingNote isLoading={history.isLoading} />
        {history.data?.length === 0 && <p class="quiet">{say({ en: 'None yet.', ja: 'まだありません。' })}</p>}
        {history.data?.toReversed().map((each) => (
          <Decisions key={each.id} rollout={each} />
        ))}
      </section>
    </>
  );
}

function StageFacts({ status: { stage, stable, canary, attempt, leaseMs, status } }: { status: RolloutStatus }) {
  const isOpen = status === 'running' || status === 'paused';
  return (
    <dl class="facts facts-line">
      {(
        [
          [{ en: 'Stable', ja: '安定版' }, stable],
          [{ en: 'Canary', ja: '候補モデル' }, canary],
        ] as const
      ).map(([word, { model, digest }]) => (
        <div key={word.en}>
          <dt>{say(word)}</dt>
          <dd>
            <ForeignText text={model} />{' '}
            {digest === null ? (
              <span class="quiet">{say({ en: 'no digest', ja: 'ダイジェストなし' })}</span>
            ) : (
              <ForeignText class="hash mono" text={digest} />
            )}
          </dd>
        </div>
      ))}
      {stage !== null && (
        <>
          <div>
            <dt>{say({ en: 'In this stage since', ja: 'この段階の開始' })}</dt>
            <dd>
              <Moment ms={Date.parse(stage.since)} />
            </dd>
          </div>
          <div>
            <dt>{say({ en: 'Answers counted', ja: '数えた回答' })}</dt>
            <dd class="figure">
              {whole(stage.exposures)} / {whole(stage.minExposures)}
            </dd>
          </div>
          {isOpen && (
            <div>
              <dt>{say({ en: 'Least time left', ja: '最短時間の残り' })}</dt>
              <dd>{duration(stage.remainingMs)}</dd>
            </div>
          )}
          {isOpen && (
            <div>
              <dt>{say({ en: 'Lease', ja: 'リースの残り' })}</dt>
              <dd>{duration(leaseMs)}</dd>
            </div>
          )}
          <div>
            <dt>{say({ en: 'Start number', ja: '開始の回数' })}</dt>
            <dd class="figure">{attempt}</dd>
          </div>
        </>
      )}
    </dl>
  );
}

function Decisions({ rollout }: { rollout: LoggedRollout }) {
  const { id, steps, alpha, beta } = rollout;
  return (
    <article class="decisions">
      <h3>
        <ForeignText class="mono" text={id} />{' '}
        <span class="quiet">
          alpha {alpha} · beta {beta}
        </span>
      </h3>
      <Charts path={`/rollouts/${encodeURIComponent(rollout.model)}/charts`} of={id} turn={String(steps.length)} />
      <DataTable
        caption={say({ en: 'Decisions with their records', ja: '判断とその記録' })}
        columns={[
          { head: say({ en: 'Record', ja: '記録' }), isNumber: true },
          { head: say({ en: 'Time', ja: '時刻' }) },
          { head: say({ en: 'Decision', ja: '判断' }) },
          { head: say({ en: 'Share', ja: '割合' }), isNumber: true },
          { head: say({ en: 'e (goal)', ja: 'e（目標）' }), isNumber: true },
          { head: say({ en: 'By', ja: '実行者' }) },
          { head: say({ en: 'Reason', ja: '理由' }) },
        ]}
        rows={steps.map((step) => ({
          key: String(step.index),
          cells: [
            <Link key="index" to={addressOf('live', null, { at: String(step.index) })}>
              {whole(step.index)}
            </Link>,
            <Moment key="time" ms={Date.parse(step.time)} />,
            say(STEPS[step.action]),
            step.share === null ? '–' : `${step.share} %`,
            step.rollback === null ? '–' : `${powerOfTen(step.rollback.log10)} (${powerOfTen(step.rollback.goal)})`,
            <ForeignText key="by" text={step.by} />,
            <ForeignText key="reason" text={step.reason} />,
          ],
        }))}
      />
    </article>
  );
}
