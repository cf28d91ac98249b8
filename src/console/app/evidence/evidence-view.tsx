import { useState } from 'preact/hooks';
import type { ConsoleOverview } from '../../../schema/index.ts';
import { encodeBase64, type LogReport } from '../../../tlog/index.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { LogHead } from '../overview/log-head.tsx';
import { LoadingNote, ProblemNote } from '../parts/problem-note.tsx';
import { StateTag } from '../parts/signs.tsx';
import { publicFile } from '../wire/ask.ts';
import { useLoaded } from '../wire/use-loaded.ts';
import { ConsistencyPart } from './consistency-part.tsx';
import { faultText } from './fault-words.ts';
import { keepVerification, lastVerification } from './kept-checkpoint.ts';
import { RecordPart } from './record-part.tsx';
import { checkpointOf, verifyLog } from './verify-log.ts';

type Log = NonNullable<ConsoleOverview['log']>;

/** Shows the log, verified by this page rather than by its server. */
export function EvidenceView() {
  const { data, problem, isLoading, reload } = useLoaded<ConsoleOverview>('/overview');
  const log = data?.log ?? null;
  return (
    <>
      <h1>{say({ en: 'Evidence', ja: '証跡' })}</h1>
      <ProblemNote problem={problem} retry={reload} />
      <LoadingNote isLoading={isLoading} />
      {data !== null && (
        <section class="panel">
          <h2>{say({ en: 'Head of the log', ja: '証跡の状態' })}</h2>
          <LogHead log={log} isLinked={false} />
          {log !== null && (
            <p>
              <span class="quiet">{say({ en: 'Verifier key', ja: '検証鍵' })}</span>{' '}
              <code class="hash">{log.vkey}</code>
            </p>
          )}
        </section>
      )}
      {log !== null && (
        <>
          <WholePart log={log} />
          <RecordPart log={{ vkey: log.vkey, fetch: publicFile }} />
          <ConsistencyPart log={{ vkey: log.vkey, fetch: publicFile }} />
        </>
      )}
      <NotProven />
    </>
  );
}

type VerifyState =
  | { readonly leaves: number }
  | { readonly report: LogReport; readonly isAfter: boolean }
  | { readonly failure: string }
  | null;

function WholePart({ log }: { log: Log }) {
  const [progress, setProgress] = useState<VerifyState>(null);
  const kept = lastVerification(log.origin);
  const isBusy = progress !== null && 'leaves' in progress;
  const run = async () => {
    setProgress({ leaves: 0 });
    const earlier = kept?.isWhole ? checkpointOf(log.origin, kept.size, kept.root) : null;
    try {
      const report = await verifyLog({ vkey: log.vkey, fetch: publicFile }, earlier, (leaves) =>
        setProgress({ leaves }),
      );
      setProgress({ report, isAfter: earlier !== null });
      const { checkpoint, ok } = report;
      // If this tree does not continue the kept checkpoint, keep the old one: it is the evidence of that.
      if (checkpoint !== null && (ok || kept === null))
        keepVerification(log.origin, {
          at: Date.now(),
          isWhole: ok,
          size: checkpoint.size,
          root: encodeBase64(checkpoint.root),
        });
    } catch (cause) {
      setProgress({ failure: cause instanceof Error ? cause.message : String(cause) });
    }
  };
  return (
    <section class="panel">
      <h2>{say({ en: 'Verify the whole log', ja: '証跡全体の検証' })}</h2>
      <p>
        {say({
          en: 'This page fetches every record’s leaf, recomputes the tree and its root, and checks the signature of the checkpoint.',
          ja: 'このページが全記録のリーフを取得し、ツリーとルートハッシュを再計算して、チェックポイントの署名を検証します。',
        })}
      </p>
      <button type="button" class="primary" disabled={isBusy} onClick={() => void run()}>
        {say({ en: 'Verify in this page', ja: 'このページで検証' })}
      </button>
      {isBusy && <VerifyProgress leaves={progress.leaves} of={log.checkpoint?.size ?? log.size} />}
      <div role="status">
        {progress !== null && 'report' in progress && <Report report={progress.report} isAfter={progress.isAfter} />}
        {progress !== null && 'failure' in progress && <p class="note note-block">{progress.failure}</p>}
      </div>
    </section>
  );
}

const VerifyProgress = ({ leaves, of }: { leaves: number; of: number }) => (
  <p>
    <progress max={of} value={leaves} aria-label={say({ en: 'Records recomputed', ja: '再計算した記録' })} />{' '}
    <span class="figure">
      {whole(leaves)} / {whole(of)}
    </span>
  </p>
);

function Report({
  report: { ok, leaves, checkpoint, faults, stopped },
  isAfter,
}: {
  report: LogReport;
  isAfter: boolean;
}) {
  const n = whole(leaves);
  if (ok)
    return (
      <div class="note note-pass">
        <p>
          <StateTag tone="pass" word={say({ en: 'whole', ja: '完全' })} />{' '}
          {say({
            en: `${n} records were recomputed; the root and the signature fit.`,
            ja: `${n} 件の記録を再計算し、ルートハッシュと署名が一致しました。`,
          })}
        </p>
        {isAfter && (
          <p>
            {say({
              en: 'It goes on from what this browser saw the last time.',
              ja: '前回このブラウザーで確認した内容の続きであることも確認しました。',
            })}
          </p>
        )}
        {checkpoint !== null && <code class="hash">{encodeBase64(checkpoint.root)}</code>}
      </div>
    );
  return (
    <div class="note note-block">
      <p>
        <StateTag tone="block" word={say({ en: 'not verified', ja: '検証できません' })} />{' '}
        {say({ en: `${n} records were recomputed.`, ja: `再計算した記録：${n} 件。` })}
      </p>
      <ul>
        {faults.map((fault, i) => (
          <li key={i}>{say(faultText(fault))}</li>
        ))}
      </ul>
      {stopped && <p>{say({ en: 'And more: it ended here.', ja: 'ほかにもあります（ここで終了）。' })}</p>}
    </div>
  );
}

const NotProven = () => (
  <section class="panel">
    <h2>{say({ en: 'What this does not prove', ja: 'この検証で分からないこと' })}</h2>
    <ul>
      <li>
        {say({
          en: 'That every answer was recorded: a log shows what is in it. Completeness is checked by zenbun ledger verify.',
          ja: 'すべての回答が記録されたこと（証跡が示すのは、含まれている内容だけです。網羅性は zenbun ledger verify で検証します）。',
        })}
      </li>
      <li>
        {say({
          en: 'That others see the same log: compare checkpoints with them, or have a witness sign.',
          ja: '他の人も同じ証跡を見ていること（チェックポイントを互いに比べるか、第三者の署名を受けてください）。',
        })}
      </li>
      <li>
        {say({
          en: 'That the key is the right one, and that this page is: both came from this server. An auditor uses a key from elsewhere, and their own tools.',
          ja: '鍵とこのページ自体が正しいこと（どちらもこのサーバーから届いたものです。監査では、別の経路で得た鍵と独自のツールを使ってください）。',
        })}
      </li>
    </ul>
  </section>
);
