import { Link } from '../address/link.tsx';
import { addressOf, route } from '../address/location.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { AnswerPane } from '../letter/answer-pane.tsx';
import { LoadingNote } from '../parts/problem-note.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useSettled } from '../parts/use-settled.ts';
import { FilterBar } from './filter-bar.tsx';
import { filterQuery, filtersOf, isFiltered } from './filters.ts';
import { FoundList } from './found-list.tsx';
import { RecordGrid } from './record-grid.tsx';
import { type Tail, useTail } from './use-tail.ts';

/** Shows records as they arrive, by their index in the log. */
export function LiveView() {
  const tail = useTail();
  const { query } = route.value;
  const filters = filtersOf(query);
  const selected = query.at !== undefined && /^\d{1,15}$/.test(query.at) ? Number(query.at) : null;
  const isWide = useMedia('(min-width: 75rem)');
  const { rows } = tail;
  return (
    <>
      <div class="live-head">
        <h1>{say({ en: 'Live', ja: 'ライブ' })}</h1>
        <TailNote tail={tail} />
      </div>
      <FilterBar filters={filters} />
      <div class={`live-body ${isWide && selected !== null ? 'with-peek' : ''}`}>
        {rows.size === 0 ? (
          <NoRecords tail={tail} />
        ) : isFiltered(filters) ? (
          <FoundList filters={filters} size={rows.size} selected={selected} />
        ) : (
          <RecordGrid tail={tail} selected={selected} />
        )}
        {selected !== null && <Peek index={selected} isWide={isWide} query={filterQuery(filters)} />}
      </div>
    </>
  );
}

function NoRecords({ tail }: { tail: Tail }) {
  if (tail.state === 'opening') return <LoadingNote isLoading />;
  return (
    <p class="quiet">
      {say({
        en: 'No records yet. They appear here as requests come.',
        ja: 'まだ記録がありません。リクエストが届くと、ここに表示されます。',
      })}
    </p>
  );
}

const STATES = {
  opening: { en: 'opening', ja: '接続中' },
  live: { en: 'live', ja: '受信中' },
  broken: { en: 'not connected; trying again', ja: '切断（再接続中）' },
} as const;

function TailNote({ tail: { state, rows } }: { tail: Tail }) {
  const size = whole(rows.size);
  const count = say({ en: `${size} records`, ja: `記録 ${size} 件` });
  return (
    <p class="quiet">
      <span class={`dot dot-${state}`} aria-hidden="true" /> {say(STATES[state])} · {count}
      <span class="unseen" role="status">
        {useSettled(`${say(STATES[state])} ${count}`, SPOKEN_EVERY_MS)}
      </span>
    </p>
  );
}

/** Interval between spoken updates; nobody wants to hear of every record. */
const SPOKEN_EVERY_MS = 10_000;

/** The selected record: beside the list if there is room, otherwise as a link. */
function Peek({ index, isWide, query }: { index: number; isWide: boolean; query: Record<string, string> }) {
  const to = addressOf('answer', index, query);
  return (
    <aside class={isWide ? 'peek' : 'peek-link'} aria-label={say({ en: 'Selected record', ja: '選択中の記録' })}>
      <Link class="button" to={to}>
        {say({ en: `Open ${whole(index)}`, ja: `${whole(index)} 番を開く` })}
      </Link>
      {isWide && <AnswerPane index={String(index)} isPeek />}
    </aside>
  );
}
