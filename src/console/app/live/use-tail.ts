import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsolePage, ConsoleRow } from '../../../schema/index.ts';
import { get, openSession, tailAddress } from '../wire/ask.ts';
import { CHUNK, PlacedRows } from './placed-rows.ts';

type TailState = 'opening' | 'live' | 'broken';

export interface Tail {
  readonly rows: PlacedRows;
  readonly state: TailState;
  /** Asks for what a range lacks. */
  readonly want: (from: number, to: number) => void;
}

/** The rows of the log while it grows. Draws again once for each frame at most, however many records come. */
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
  useEffect(() => {
    let source: EventSource | null = null;
    let isOver = false;
    const follow = (from: number) => {
      if (isOver) return;
      source = new EventSource(tailAddress(from));
      source.addEventListener('open', () => setState('live'));
      source.addEventListener('row', (event: MessageEvent<string>) => {
        known.putRow(JSON.parse(event.data) as ConsoleRow);
        draw();
      });
      source.addEventListener('error', () => {
        setState('broken');
        // The browser tries again by itself, unless it was told not to: then somebody else has to be asked why.
        if (source?.readyState === EventSource.CLOSED) void openSession();
      });
    };
    // The size alone, to know where the end is; the list asks for what it shows.
    void get<ConsolePage>('/records?from=0&limit=1').then(({ data }) => {
      if (data === null) return setState('broken');
      known.putExtent(data);
      draw();
      follow(data.size);
    });
    return () => {
      isOver = true;
      source?.close();
    };
  }, []);
  const want = (from: number, to: number) => {
    for (const start of known.wanted(from, to)) void load(start);
  };
  return { rows: known, state, want };
}

/** Draws the component again, once for each frame at most. */
function useFrame(): () => void {
  const [, setTurn] = useState(0);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return () => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => setTurn((turn) => turn + 1));
  };
}
