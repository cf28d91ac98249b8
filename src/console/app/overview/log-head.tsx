import type { ConsoleOverview } from '../../../schema/index.ts';
import { Link } from '../address/link.tsx';
import { addressOf } from '../address/location.ts';
import { lastVerification } from '../evidence/kept-checkpoint.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { StateTag } from '../parts/signs.tsx';

/** The head of the log, and when this browser last recomputed it. */
export function LogHead({ log, isLinked = true }: { log: ConsoleOverview['log']; isLinked?: boolean }) {
  if (log === null) return <p class="quiet">{say({ en: 'There is no log here.', ja: '証跡はありません。' })}</p>;
  const { origin, size, first, checkpoint } = log;
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{say({ en: 'Origin', ja: '証跡の名前' })}</dt>
          <dd>
            <ForeignText text={origin} class="mono" />
          </dd>
        </div>
        <div>
          <dt>{say({ en: 'Records', ja: '記録' })}</dt>
          <dd>
            <span class="figure">{whole(size)}</span>
            {first > 0 && (
              <span class="quiet"> {say({ en: `from ${whole(first)} on`, ja: `${whole(first)} 番から保持` })}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say({ en: 'Checkpoint', ja: 'チェックポイント' })}</dt>
          <dd>
            {checkpoint === null ? (
              <span class="quiet">{say({ en: 'none yet', ja: 'まだありません' })}</span>
            ) : (
              <>
                <span class="figure">{whole(checkpoint.size)}</span> <code class="hash">{checkpoint.root}</code>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{say({ en: 'Verified here', ja: 'このブラウザーでの検証' })}</dt>
          <dd>
            <Verified origin={origin} />
          </dd>
        </div>
      </dl>
      {isLinked && <Link to={addressOf('evidence')}>{say({ en: 'Verify in this page', ja: 'このページで検証' })}</Link>}
    </>
  );
}

function Verified({ origin }: { origin: string }) {
  const last = lastVerification(origin);
  if (last === null) return <StateTag tone="review" word={say({ en: 'not yet', ja: '未検証' })} />;
  const size = whole(last.size);
  return (
    <>
      {last.isWhole ? (
        <StateTag tone="pass" word={say({ en: `${size} records whole`, ja: `${size} 件まで完全` })} />
      ) : (
        <StateTag tone="block" word={say({ en: 'failed', ja: '不一致' })} />
      )}{' '}
      <Moment ms={last.at} />
    </>
  );
}
