import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { addressOf, amend, go, route } from '../address/location.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { useMedia } from '../parts/use-media.ts';
import { useKeys } from '../shell/keys.ts';
import type { PlacedRows } from './placed-rows.ts';
import { COLUMNS, RecordCells } from './record-cells.tsx';
import { placesSeen } from './row-window.ts';
import { nextSegment, type Segment, segmentAround } from './segment.ts';
import { useRowWindow } from './use-row-window.ts';
import type { Tail } from './use-tail.ts';

/** Heights of a row in pixels: one line, or three on a narrow page. */
const WIDE_ROW = 34;
const NARROW_ROW = 76;

/** Height of the head, which sticks to the upper edge where there is one. */
const HEAD = 34;

/** The whole log by index, seen through a window that follows the end until the user scrolls. */
export function RecordGrid({ tail, selected }: { tail: Tail; selected: number | null }) {
  const { rows } = tail;
  const scroller = useRef<HTMLDivElement>(null);
  const isWide = useMedia('(min-width: 48rem)');
  const rowHeight = isWide ? WIDE_ROW : NARROW_ROW;
  const segment = useRef<Segment>(segmentAround(selected ?? rows.size, rows.first, rows.size));
  const { from, to } = segment.current;
  const list = useRowWindow(
    scroller,
    to - from,
    rowHeight,
    isWide ? HEAD : 0,
    selected === null ? to - from : selected - from + 1,
  );
  const seen = { from: from + list.seen.from, to: from + list.seen.to };
  const end = useEnd({
    ...{ scroller, rows, to, rowHeight },
    toEnd: () => {
      segment.current = segmentAround(rows.size, rows.first, rows.size);
    },
  });
  const { from: first, to: last } = seen;
  useEffect(() => tail.want(from + list.drawn.from, from + list.drawn.to), [first, last, rows.size]);
  useLayoutEffect(() => {
    if (selected === null) return;
    const isHere = selected >= from && selected < to;
    if (!isHere) segment.current = segmentAround(selected, rows.first, rows.size);
    list.show(selected - segment.current.from);
  }, [selected]);
  useMovingSegment({ segment, rows, scroller, rowHeight, moved: end.moved });
  const select = (index: number) => amend({ query: { ...route.value.query, at: String(index) } });
  const step = (by: number) =>
    select(Math.min(rows.size - 1, Math.max(rows.first, (selected ?? (by > 0 ? first : last)) + by)));
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => open(rows, selected),
    End: end.follow,
  });
  // Rounded to the hour, so that unchanged rows need not be drawn again.
  const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  return (
    <div class="grid-frame">
      <div
        ref={scroller}
        class="grid-scroller"
        role="grid"
        tabIndex={0}
        aria-label={say({ en: 'Records by index', ja: '番号順の記録' })}
        aria-rowcount={rows.size - rows.first + 1}
        aria-colcount={COLUMNS.length}
        {...(selected === null ? {} : { 'aria-activedescendant': `record-${selected}` })}
        onScroll={end.scrolled}
      >
        <HeadRow />
        <div role="rowgroup" class="grid-body" style={{ blockSize: `${(to - from) * rowHeight}px` }}>
          {Array.from({ length: list.drawn.to - list.drawn.from }, (_, i) => {
            const index = from + list.drawn.from + i;
            const row = rows.at(index);
            return (
              <div
                key={index}
                id={`record-${index}`}
                role="row"
                class={`grid-row ${row === 'gap' ? 'row-gap' : ''}`}
                aria-rowindex={index - rows.first + 2}
                aria-selected={index === selected}
                style={{ transform: `translateY(${(index - from) * rowHeight}px)`, blockSize: `${rowHeight}px` }}
                onClick={() => select(index)}
                onDblClick={() => open(rows, index)}
              >
                <RecordCells index={index} row={row} now={now} />
              </div>
            );
          })}
        </div>
      </div>
      {end.unseen !== null && (
        <button type="button" class="newer primary" onClick={end.follow}>
          {end.unseen === 0
            ? say({ en: 'To the newest', ja: '最新へ' })
            : say({ en: `${whole(end.unseen)} new`, ja: `新着 ${whole(end.unseen)} 件` })}{' '}
          ↓
        </button>
      )}
    </div>
  );
}

const HeadRow = () => (
  <div role="rowgroup" class="grid-head">
    <div role="row" class="grid-row" aria-rowindex={1}>
      {COLUMNS.map(([name, word]) => (
        <span key={name} role="columnheader" class={`cell-${name}`}>
          {say(word)}
        </span>
      ))}
    </div>
  </div>
);

/** Opens the answer of a row; records of other kinds have none. */
function open(rows: PlacedRows, index: number | null): void {
  const row = index === null ? 'gap' : rows.at(index);
  if (typeof row === 'string' || (row.kind !== 'intent' && row.kind !== 'response')) return;
  go(addressOf('answer', row.index));
}

/** Stays at the end of the log while the user is there, and counts new records while the user is elsewhere. */
function useEnd(parts: {
  scroller: { current: HTMLElement | null };
  rows: PlacedRows;
  /** Index after the last row in the list. */
  to: number;
  rowHeight: number;
  toEnd: () => void;
}) {
  const { scroller, rows, to, rowHeight, toEnd } = parts;
  const [pausedAt, setPausedAt] = useState<number | null>(route.value.query.at === undefined ? null : rows.size);
  const top = useRef(0);
  const bottom = () => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };
  useLayoutEffect(() => {
    if (pausedAt === null) bottom();
  }, [to, pausedAt, rowHeight]);
  return {
    unseen: pausedAt === null ? null : rows.size - pausedAt,
    follow: () => {
      toEnd();
      setPausedAt(null);
      bottom();
    },
    /** Accounts for a move of the list that was not a scroll by the user. */
    moved: (by: number) => {
      top.current += by;
    },
    scrolled: () => {
      // A scroll event that was still pending when the list was left.
      if (scroller.current === null) return;
      const { scrollTop, clientHeight, scrollHeight } = scroller.current;
      const isUp = scrollTop < top.current;
      top.current = scrollTop;
      const isAtEnd = to === rows.size && scrollTop + clientHeight >= scrollHeight - rowHeight / 2;
      // Only scrolling up leaves the end; a list that grew was not left.
      if (isAtEnd) setPausedAt(null);
      else if (isUp && pausedAt === null) setPausedAt(rows.size);
    },
  };
}

/** Shifts the segment near its ends, together with the scroll position, so that visible rows stay where they are. */
function useMovingSegment(parts: {
  segment: { current: Segment };
  rows: PlacedRows;
  scroller: { current: HTMLElement | null };
  rowHeight: number;
  moved: (by: number) => void;
}): void {
  const { segment, rows, scroller, rowHeight, moved } = parts;
  const [, setTurn] = useState(0);
  useLayoutEffect(() => {
    const before = segment.current;
    const { scrollTop: top, clientHeight: height } = scroller.current!;
    const seen = placesSeen({ top, height }, before.to - before.from, rowHeight);
    const place = { from: before.from + seen.from, to: before.from + seen.to };
    const next = nextSegment(before, place, rows.first, rows.size);
    if (next === before) return;
    segment.current = next;
    const by = (before.from - next.from) * rowHeight;
    if (by !== 0) {
      moved(by);
      scroller.current!.scrollTop = top + by;
    }
    setTurn((turn) => turn + 1);
  });
}
