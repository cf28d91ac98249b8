import type { Comparison, ConsoleRun, ConsoleRunList, LabReport, Message, ScanResult } from '../../../schema/index.ts';
import { Link } from '../address/link.tsx';
import { addressOf, go, route } from '../address/location.ts';
import { encoded } from '../address/route.ts';
import { say } from '../language/say.ts';
import { Charts } from '../parts/chart-figure.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { LoadingNote, ProblemNote } from '../parts/problem-note.tsx';
import { StateTag, VerdictTag } from '../parts/signs.tsx';
import { useKeys } from '../shell/keys.ts';
import { useLoaded } from '../wire/use-loaded.ts';
import { ComparisonResult } from './comparison-result.tsx';
import { DECISIONS } from './run-words.ts';
import { ScanFindings } from './scan-findings.tsx';

const KINDS: Readonly<Record<ConsoleRun['kind'], Message>> = {
  scan: { en: 'scan of training data', ja: '学習データの検査' },
  comparison: { en: 'comparison of models', ja: 'モデルの比較' },
  lab: { en: 'lab', ja: '実験室' },
  unreadable: { en: 'cannot be read', ja: '読み取り不可' },
};

/** Results on disk: all of them, or one. */
export function RunsView() {
  const { id } = route.value;
  const list = useLoaded<ConsoleRunList>('/runs');
  useKeys({ Escape: () => id !== null && go(addressOf('runs')) });
  if (id !== null) return <Run key={id} id={id} run={list.data?.runs.find((run) => run.id === id)} />;
  return (
    <>
      <h1>{say({ en: 'Runs', ja: '検査結果' })}</h1>
      <ProblemNote problem={list.problem} retry={list.reload} />
      <LoadingNote isLoading={list.isLoading} />
      {list.data?.runs.length === 0 && (
        <p class="quiet">{say({ en: 'No results in this folder.', ja: 'このフォルダーに検査結果はありません。' })}</p>
      )}
      {list.data?.isCut && (
        <p class="note note-review">
          {say({
            en: 'Not all results are listed: there are too many, or folders lie too deep. These are the newest of those that were found.',
            ja: '結果が多すぎるか、フォルダーの階層が深すぎるため、一部だけを表示しています。見つかったもののうち、新しいものから並べています。',
          })}
        </p>
      )}
      {list.data !== null && list.data.runs.length > 0 && <RunTable runs={list.data.runs} />}
    </>
  );
}

function RunTable({ runs }: { runs: readonly ConsoleRun[] }) {
  const at = runs.findIndex(({ id }) => id === route.value.query.at);
  const focus = (place: number) => {
    const id = runs[Math.min(runs.length - 1, Math.max(0, place))]?.id;
    if (id !== undefined) document.getElementById(`run-${id}`)?.focus();
  };
  const here = () => runs.findIndex(({ id }) => document.activeElement?.id === `run-${id}`);
  useKeys({ j: () => focus(Math.max(at, here()) + 1), k: () => focus(Math.max(at, here()) - 1) });
  return (
    <DataTable
      caption={say({ en: 'Results', ja: '結果の一覧' })}
      columns={[
        { head: say({ en: 'Verdict', ja: '判定' }) },
        { head: say({ en: 'Result', ja: '結果' }) },
        { head: say({ en: 'Kind', ja: '種類' }) },
        { head: say({ en: 'Changed', ja: '更新' }) },
      ]}
      rows={runs.map((run) => ({
        key: run.id,
        cells: [
          <RunVerdict key="verdict" run={run} />,
          <Link key="id" id={`run-${run.id}`} to={addressOf('runs', run.id)}>
            <ForeignText class="mono" text={run.id} />
          </Link>,
          say(KINDS[run.kind]),
          <Moment key="changed" ms={run.changed} />,
        ],
      }))}
    />
  );
}

function RunVerdict({ run: { verdict, detail, kind } }: { run: ConsoleRun }) {
  if (kind === 'unreadable')
    return (
      <>
        <StateTag tone="review" word={say(KINDS.unreadable)} />{' '}
        {detail !== null && <ForeignText class="quiet" text={detail} />}
      </>
    );
  const decision = detail === null ? undefined : DECISIONS[detail as keyof typeof DECISIONS];
  return (
    <>
      {verdict !== null && <VerdictTag verdict={verdict} />}{' '}
      {detail !== null && (
        <span class="quiet">{decision === undefined ? <ForeignText text={detail} /> : say(decision)}</span>
      )}
    </>
  );
}

type RunResult = ScanResult | Comparison | LabReport;

function Run({ id, run }: { id: string; run: ConsoleRun | undefined }) {
  const { data, problem, isLoading, reload } = useLoaded<RunResult>(`/runs/${encoded(id)}`);
  return (
    <>
      <p>
        <Link to={addressOf('runs')}>← {say({ en: 'All runs', ja: '検査結果の一覧' })}</Link>
      </p>
      <h1>
        <ForeignText class="mono" text={id} />
      </h1>
      {run !== undefined && (
        <p class="quiet">
          {say(KINDS[run.kind])} · <Moment ms={run.changed} />
        </p>
      )}
      <ProblemNote problem={problem} {...(problem?.status === 404 ? {} : { retry: reload })} />
      <LoadingNote isLoading={isLoading} />
      {data !== null && <Result result={data} />}
      {data !== null && data.schema !== 'zenbun.lab/1' && (
        <section class="panel">
          <h2>{say({ en: 'Figures', ja: '図' })}</h2>
          <Charts path={`/run-charts/${encoded(id)}`} />
        </section>
      )}
    </>
  );
}

function Result({ result }: { result: RunResult }) {
  if (result.schema === 'zenbun.scan/1') return <ScanFindings result={result} />;
  if (result.schema === 'zenbun.compare/1') return <ComparisonResult result={result} />;
  return (
    <p class="note">
      {say({
        en: 'A run of the lab: its page is the HTML file beside it.',
        ja: '実験室の結果です。同じ場所にある HTML ファイルを開いてください。',
      })}
    </p>
  );
}
