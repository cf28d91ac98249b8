import { useState } from 'preact/hooks';
import type { LiveWatchStatus, WatchAlarm, WatchStatus } from '../../../schema/index.ts';
import { share, whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { Charts } from '../parts/chart-figure.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { LoadingNote, ProblemNote } from '../parts/problem-note.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { StateTag } from '../parts/signs.tsx';
import { change, mayChange } from '../wire/ask.ts';
import { useLoaded } from '../wire/use-loaded.ts';
import { SignalTable } from './signal-table.tsx';
import { WATCH_VERDICTS, watchIn } from './watch-words.ts';

const EVERY_MS = 10_000;

/** Shows whether the answers are as before, by which signals, and how soon a change would be seen. */
export function WatchView() {
  const { data, problem, isLoading, reload } = useLoaded<unknown>('/watch', EVERY_MS);
  const status = watchIn(data);
  return (
    <>
      <h1>{say({ en: 'Watch', ja: '監視' })}</h1>
      {problem?.status === 404 ? (
        <p class="quiet">{say(problem.message)}</p>
      ) : (
        <ProblemNote problem={problem} retry={reload} />
      )}
      <LoadingNote isLoading={isLoading} />
      {data !== null && status === null && (
        <p class="quiet">{say({ en: 'Nothing is watched.', ja: '監視は設定されていません。' })}</p>
      )}
      {status !== null && <Verdict status={status} reload={reload} />}
      {status !== null && status.verdict !== 'gathering' && <Watched status={status} />}
    </>
  );
}

function Verdict({ status, reload }: { status: LiveWatchStatus; reload: () => void }) {
  const { word, says, tone } = WATCH_VERDICTS[status.verdict];
  return (
    <section class="panel">
      <h2>
        <StateTag tone={tone} word={say(word)} /> {say(says)}
      </h2>
      {status.verdict === 'learning' && status.reason !== null && <p>{say(status.reason)}</p>}
      {status.verdict === 'gathering' && <Gathering status={status} />}
      {status.verdict === 'alarm' && status.alarm !== null && <Alarm alarm={status.alarm} />}
      {mayChange() && <WatchActions isAlarm={status.verdict === 'alarm'} done={reload} />}
    </section>
  );
}

function Gathering({ status }: { status: Extract<LiveWatchStatus, { verdict: 'gathering' }> }) {
  const n = whole(status.answers);
  return (
    <p>
      {say({ en: `${n} answers so far.`, ja: `これまでの回答 ${n} 件。` })} <Moment ms={Date.parse(status.since)} /> –{' '}
      <Moment ms={Date.parse(status.until)} />
    </p>
  );
}

function Alarm({ alarm }: { alarm: WatchAlarm }) {
  const [n, alpha] = [whole(alarm.answers), share(alarm.alpha)];
  const horizon = whole(alarm.horizon);
  return (
    <>
      <p>
        <Moment ms={alarm.at} /> ·{' '}
        {say({
          en: `after ${n} answers. Chance of a false alarm: at most ${alpha} within ${horizon} answers.`,
          ja: `回答 ${n} 件の時点。誤報の確率：${horizon} 件の回答につき最大 ${alpha}。`,
        })}
      </p>
      <ul>
        {alarm.signals.map(({ id, title, named, reference, observed, part }) => (
          <li key={id}>
            {named ? <strong>{say(title)}</strong> : say(title)} {rate(reference)} → {rate(observed)}
            {part !== null && (
              <ForeignText
                class="quiet"
                text={` ${part.model}${part.language === null ? '' : ` · ${part.language}`}`}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

const rate = ({ hits, of }: { hits: number; of: number }) => (of === 0 ? '–' : share(hits / of));

function WatchActions({ isAlarm, done }: { isAlarm: boolean; done: () => void }) {
  const [action, setAction] = useState<'acknowledge' | 'renew' | null>(null);
  const texts = {
    acknowledge: {
      word: say({ en: 'Acknowledge', ja: '確認済みにする' }),
      effect: say({
        en: 'The alarm ends, and the evidence is reset, with the same reference.',
        ja: '警報を終え、同じ基準で証拠を集め直します。',
      }),
    },
    renew: {
      word: say({ en: 'Renew the reference', ja: '基準を更新' }),
      effect: say({
        en: 'A new reference is gathered from now on. Until it is frozen, nothing is watched.',
        ja: '今から新しい基準を集めます。確定するまで監視は行いません。',
      }),
    },
  };
  const act = async (reason: string) => {
    const { problem } = await change('POST', `/watch/${action}`, { reason });
    if (problem === null) done();
    return problem;
  };
  return (
    <div class="buttons">
      {isAlarm && (
        <button type="button" class="primary" onClick={() => setAction('acknowledge')}>
          {texts.acknowledge.word}…
        </button>
      )}
      <button type="button" onClick={() => setAction('renew')}>
        {texts.renew.word}…
      </button>
      {action !== null && (
        <ReasonDialog title={texts[action].word} action={texts[action].word} act={act} close={() => setAction(null)}>
          <p>{texts[action].effect}</p>
        </ReasonDialog>
      )}
    </div>
  );
}

function Watched({ status }: { status: WatchStatus }) {
  const { reference, answers } = status;
  return (
    <>
      <section class="panel">
        <h2>{say({ en: 'Signals', ja: '信号' })}</h2>
        <SignalTable status={status} />
        <Charts path="/watch/charts" turn={String(answers.seen)} />
      </section>
      <section class="panel">
        <h2>{say({ en: 'Reference', ja: '基準' })}</h2>
        <p>
          <Moment ms={reference.from} /> – <Moment ms={reference.to} /> ·{' '}
          <span class="figure">{whole(reference.answers)}</span> {say({ en: 'answers', ja: '件の回答' })} ·{' '}
          <ForeignText text={reference.timeZone} /> · <ForeignText class="mono" text={reference.identity} />
        </p>
        <DataTable
          caption={say({ en: 'Answers since', ja: 'その後の回答' })}
          columns={[
            { head: say({ en: 'Answers', ja: '回答' }) },
            { head: say({ en: 'Number', ja: '件数' }), isNumber: true },
          ]}
          rows={(
            [
              [{ en: 'seen', ja: '確認した回答' }, answers.seen],
              [{ en: 'watched', ja: '監視した回答' }, answers.watched],
              [{ en: 'of one asker beyond the first few', ja: '同じ利用者の 4 件目以降など' }, answers.collapsed],
              [
                { en: 'without a large enough reference: nothing is said of them', ja: '基準が足りず判断の対象外' },
                answers.learning,
              ],
              [{ en: 'whose asker is not known', ja: '利用者が不明' }, answers.withoutAsker],
            ] as const
          ).map(([word, n]) => ({ key: word.en, cells: [say(word), whole(n)] }))}
        />
      </section>
    </>
  );
}
