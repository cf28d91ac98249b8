import type { ConsoleOverview, ConsoleRate } from '../../../schema/index.ts';
import { Link } from '../address/link.tsx';
import { addressOf } from '../address/location.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { stageName } from '../language/words.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { LoadingNote, ProblemNote } from '../parts/problem-note.tsx';
import { ShareBar } from '../parts/share-bar.tsx';
import { RolloutLine } from '../rollout/rollout-line.tsx';
import { WatchLine } from '../watch/watch-line.tsx';
import { useLoaded } from '../wire/use-loaded.ts';
import { LogHead } from './log-head.tsx';

const EVERY_MS = 10_000;

/** The current state of everything on one page. */
export function OverviewView() {
  const { data, problem, isLoading, reload } = useLoaded<ConsoleOverview>('/overview', EVERY_MS);
  return (
    <>
      <h1>{say({ en: 'Overview', ja: '概要' })}</h1>
      <ProblemNote problem={problem} retry={reload} />
      <LoadingNote isLoading={isLoading} />
      {data !== null && <Overview overview={data} />}
    </>
  );
}

function Overview({ overview }: { overview: ConsoleOverview }) {
  return (
    <div class="panels">
      <section aria-labelledby="stages">
        <h2 id="stages">{say({ en: 'Stage', ja: '段階' })}</h2>
        {overview.rollouts.length === 0 ? (
          <p class="quiet">{say({ en: 'No rollout is configured.', ja: '段階公開は設定されていません。' })}</p>
        ) : (
          overview.rollouts.map((status, i) => <RolloutLine key={i} status={status} />)
        )}
      </section>
      <section aria-labelledby="alarms">
        <h2 id="alarms">{say({ en: 'Alarms', ja: '警報' })}</h2>
        <WatchLine status={overview.watch} />
      </section>
      <section aria-labelledby="head">
        <h2 id="head">{say({ en: 'Log', ja: '証跡' })}</h2>
        <LogHead log={overview.log} />
      </section>
      <Rates rates={overview.rates} />
    </div>
  );
}

function Rates({ rates }: { rates: readonly ConsoleRate[] }) {
  return (
    <section class="wide" aria-labelledby="rates">
      <h2 id="rates">{say({ en: 'Rates of the last answers', ja: '直近の回答の割合' })}</h2>
      {rates.length === 0 ? (
        <p class="quiet">{say({ en: 'No answers yet.', ja: 'まだ回答がありません。' })}</p>
      ) : (
        <div class="cards">
          {rates.map((rate) => (
            <RateCard key={`${rate.model}/${rate.stage}`} rate={rate} />
          ))}
        </div>
      )}
      <p class="quiet">
        {say({
          en: 'Of the last 2,000 answers at most; 95 % intervals. The bars are on a square-root scale.',
          ja: '直近の最大 2,000 件の回答について。95 % 信頼区間。棒は平方根の目盛りです。',
        })}
      </p>
    </section>
  );
}

function RateCard({ rate }: { rate: ConsoleRate }) {
  const figures = [
    [{ en: 'latched', ja: '続きを保留' }, rate.latched],
    [{ en: 'refused, then complied', ja: '拒否の後に応諾' }, rate.refuseThenComply],
    [{ en: 'partial', ja: '一部だけ応諾' }, rate.partial],
  ] as const;
  return (
    <article class="card">
      <h3>
        {rate.model === '' ? (
          say({ en: 'model not known', ja: 'モデル不明' })
        ) : (
          <Link to={addressOf('live', null, { model: rate.model })}>
            <ForeignText text={rate.model} />
          </Link>
        )}{' '}
        <span class="quiet">
          {rate.stage !== '' && `${say(stageName(rate.stage))} · `}
          {say({ en: `${whole(rate.n)} answers`, ja: `回答 ${whole(rate.n)} 件` })}
          {rate.unread > 0 &&
            say({ en: `, ${whole(rate.unread)} more not read`, ja: `（ほか未読 ${whole(rate.unread)} 件）` })}
        </span>
      </h3>
      <dl class="facts">
        {figures.map(([word, { k, interval }]) => (
          <div key={word.en}>
            <dt>{say(word)}</dt>
            <dd>
              <ShareBar k={k} n={rate.n} interval={interval} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
