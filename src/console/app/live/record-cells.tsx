import type { ConsoleRow } from '../../../schema/index.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { kindName, stageName } from '../language/words.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { OutcomeTag } from '../parts/signs.tsx';
import type { PlacedRow } from './placed-rows.ts';

/** Column heads, in order. */
export const COLUMNS = [
  ['index', { en: 'Index', ja: '番号' }],
  ['time', { en: 'Time', ja: '時刻' }],
  ['kind', { en: 'Kind', ja: '種類' }],
  ['model', { en: 'Model', ja: 'モデル' }],
  ['what', { en: 'What it comes to', ja: '内容' }],
  ['client', { en: 'Client', ja: 'クライアント' }],
] as const;

/** The cells of one record. The caller provides the row around them. */
export function RecordCells({ index, row, now }: { index: number; row: PlacedRow; now: number }) {
  if (row === 'unknown' || row === 'gap')
    return (
      <>
        <span role="gridcell" class="cell-index figure">
          {whole(index)}
        </span>
        <span role="gridcell" class="cell-gap" aria-colspan={COLUMNS.length - 1}>
          {row === 'gap' ? say({ en: 'gap: no readable record', ja: '欠番：読める記録がありません' }) : '…'}
        </span>
      </>
    );
  return (
    <>
      <span role="gridcell" class="cell-index figure">
        {whole(index)}
      </span>
      <span role="gridcell" class="cell-time figure">
        <Moment ms={row.time} now={now} />
      </span>
      <span role="gridcell" class="cell-kind">
        <ForeignText text={say(kindName(row.kind))} />
      </span>
      <span role="gridcell" class="cell-model">
        {row.model !== null && <ForeignText text={row.model} />}
        {row.stage !== null && (
          <span class={`stage stage-${row.stage === 'canary' ? 'canary' : 'other'}`}>{say(stageName(row.stage))}</span>
        )}
      </span>
      <span role="gridcell" class="cell-what">
        <What row={row} />
      </span>
      <span role="gridcell" class="cell-client">
        {row.client !== null && <ForeignText text={row.client} />}
      </span>
    </>
  );
}

function What({ row }: { row: ConsoleRow }) {
  const { outcome, state, latched, withheld, isPartlyUnread, chars, text } = row;
  return (
    <>
      {outcome !== null && <OutcomeTag outcome={outcome} />}
      {state !== null && state !== 'complete' && <ForeignText class="flag" text={state} />}
      {latched && <span class="flag flag-latch">{say({ en: 'latched', ja: '続きを保留' })}</span>}
      {withheld > 0 && (
        <span class="flag">{say({ en: `${whole(withheld)} held`, ja: `保留 ${whole(withheld)} 文字` })}</span>
      )}
      {isPartlyUnread && <span class="flag flag-unread">{say({ en: 'partly unread', ja: '一部未読' })}</span>}
      {chars !== null && (
        <span class="quiet figure">{say({ en: `${whole(chars)} chars`, ja: `${whole(chars)} 文字` })}</span>
      )}
      {text !== null && <ForeignText class="one-line" text={say(text)} />}
    </>
  );
}
