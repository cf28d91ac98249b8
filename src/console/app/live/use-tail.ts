import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConsolePage, ConsoleRow } from '../../../schema/index.ts';
import { CHUNK, LAST_ROWS } from '../../log/last-rows.ts';
import { get, openSession, tailAddress } from '../wire/ask.ts';
import { PlacedRows } from './placed-rows.ts';

type TailState = 'opening' | 'live' | 'broken';

const RETRY_MS = 3_000;

export interface Tail {
  readonly rows: PlacedRows;
  readonly state: TailState;
  /** Requests what is missing in a range. */
  readonly want: (from: number, to: number) => void;
}

/** Rows of the log while it grows. Redraws at most once per frame, however many records arrive. */
export function useTail(): Tail {
  const rows = useRef<PlacedRows | null>(null);
  rows.current ??= new PlacedRows();
  const known = rows.current;
  const [state, setState] = useState<TailState>('opening');
  const draw = useFrame();
  const load = async (from: number) => {
    const { data } = await get<ConsolePage>(`/records?from=${from}&limit=${CHUNK}`);
    if (data === null) known.failed(from);
    else known.putPage(from, data);
    draw();
  };
  // Unlike a plain effect, this does not wait for the first frame: the rows are often there already.
  useLayoutEffect(() => {
    let source: EventSource | null = null;
    let timer = 0;
    let isOver = false;
    const follow = (from: number) => {
      source = new EventSource(tailAddress(from));
      source.addEventListener('open', () => setState('live'));
      source.addEventListener('row', (event: MessageEvent<string>) => {
        known.putRow(JSON.parse(event.data) as ConsoleRow);
        draw();
      });
      // More records came than could be sent; those in between are requested when they are looked at.
      source.addEventListener('gap', (event: MessageEvent<string>) => {
        known.putExtent({ first: known.first, size: (JSON.parse(event.data) as { readonly to: number }).to });
        draw();
      });
      source.addEventListener('error', () => {
        setState('broken');
        // The browser retries by itself unless it was told not to; asking for the session then reveals why.
        if (source?.readyState === EventSource.CLOSED) void openSession();
      });
    };
    const begin = async () => {
      const { data } = await get<ConsolePage>(LAST_ROWS);
      if (isOver) return;
      if (data === null) {
        setState('broken');
        timer = window.setTimeout(() => void begin(), RETRY_MS);
        return;
      }
      const last = Math.floor(Math.max(0, data.size - 1) / CHUNK) * CHUNK;
      for (const from of [last - CHUNK, last]) if (from >= 0) known.putPage(from, data);
      draw.now();
      follow(data.size);
    };
    void begin();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      source?.close();
    };
  }, []);
  const want = (from: number, to: number) => {
    for (const start of known.wanted(from, to)) void load(start);
  };
  return { rows: known, state, want };
}

/** Redraws the component at most once per frame; `now` redraws it before the next one. */
function useFrame(): (() => void) & { readonly now: () => void } {
  const [, setTurn] = useState(0);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const now = () => setTurn((turn) => turn + 1);
  const atNextFrame = () => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(now);
  };
  return Object.assign(atNextFrame, { now });
}
