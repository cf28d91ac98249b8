import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleRow } from '../../../schema/index.ts';
import { addressOf, amend, go, route } from '../address/location.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useKeys } from '../shell/keys.ts';
import type { AskProblem } from '../wire/problem.ts';
import { type Filters, filterQuery, keepWords } from './filters.ts';
import { COLUMNS, RecordCells } from './record-cells.tsx';
import { search } from './search.ts';

const AT_A_TIME = 100;

interface Found {
  readonly rows: readonly ConsoleRow[];
  readonly looked: number;
  readonly next: number | null;
}

/** Search results, the newest first. More are appended at the bottom, so that nothing moves. */
export function FoundList({ filters, size, selected }: { filters: Filters; size: number; selected: number | null }) {
  const { found, isLooking, problem, further } = useSearch(filters, size);
  const place = found.rows.findIndex(({ index }) => index === selected);
  const select = (at: number) => {
    const row = found.rows[at];
    if (row === undefined) return;
    amend({ query: { ...route.value.query, at: String(row.index) } });
    document.getElementById(`found-${row.index}`)?.scrollIntoView({ block: 'nearest' });
  };
  const open = (index: number) => go(addressOf('answer', index, filterQuery(filters)));
  useKeys({
    j: () => select(place + 1),
    k: () => select(Math.max(0, place - 1)),
    Enter: () => {
      const row = found.rows[place];
      if (row !== undefined && isExchange(row)) open(row.index);
    },
    Escape: () => {
      keepWords({ ...filters, text: '' });
      amend({ query: {} });
    },
  });
  // Rounded to the hour, so that unchanged rows need not be drawn again.
  const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  const [n, looked] = [whole(found.rows.length), whole(found.looked)];
  return (
    <div class="found">
      <p role="status" class="quiet">
        {isLooking
          ? say({ en: 'Searching…', ja: '検索中…' })
          : say({ en: `${n} found in ${looked} records`, ja: `${looked} 件の記録から ${n} 件` })}
      </p>
      <ProblemNote problem={problem} retry={further} />
      <div
        role="grid"
        aria-label={say({ en: 'Records found', ja: '見つかった記録' })}
        aria-colcount={COLUMNS.length}
        class="grid-found"
      >
        <div role="row" class="grid-row grid-head">
          {COLUMNS.map(([name, word]) => (
            <span key={name} role="columnheader" class={`cell-${name}`}>
              {say(word)}
            </span>
          ))}
        </div>
        {found.rows.map((row) => (
          <div
            key={row.index}
            id={`found-${row.index}`}
            role="row"
            class="grid-row"
            tabIndex={row.index === selected ? 0 : -1}
            aria-selected={row.index === selected}
            onClick={() => amend({ query: { ...route.value.query, at: String(row.index) } })}
            onDblClick={() => isExchange(row) && open(row.index)}
          >
            <RecordCells index={row.index} row={row} now={now} />
          </div>
        ))}
      </div>
      {found.next !== null && !isLooking && (
        <button type="button" onClick={further}>
          {say({ en: 'Look further back', ja: 'さらに過去を検索' })}
        </button>
      )}
    </div>
  );
}

const isExchange = ({ kind }: ConsoleRow) => kind === 'intent' || kind === 'response';

function useSearch(filters: Filters, size: number) {
  const key = JSON.stringify(filters);
  const [found, setFound] = useState<Found>({ rows: [], looked: 0, next: null });
  const [isLooking, setLooking] = useState(true);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const turn = useRef(0);
  const look = async (before: Found, from: number) => {
    const mine = ++turn.current;
    setLooking(true);
    const { data, problem: failed } = await search(filters, { from, direction: 'back', limit: AT_A_TIME });
    if (mine !== turn.current) return;
    setLooking(false);
    setProblem(failed);
    if (data === null) return setFound({ ...before, next: from });
    setFound({ rows: [...before.rows, ...data.rows], looked: before.looked + data.looked, next: data.next });
  };
  // New records do not change the results; seeing them takes a new search.
  useEffect(() => void look({ rows: [], looked: 0, next: null }, Math.max(0, size - 1)), [key]);
  return { found, isLooking, problem, further: () => void look(found, found.next ?? Math.max(0, size - 1)) };
}
