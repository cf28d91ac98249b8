import { useEffect, useState } from 'preact/hooks';
import { get } from './ask.ts';
import type { AskProblem } from './problem.ts';

/** Server data shown by a view. */
export interface Loaded<T> {
  readonly data: T | null;
  readonly problem: AskProblem | null;
  readonly isLoading: boolean;
  /** Loads again; the old data stays visible until the reply arrives. */
  readonly reload: () => void;
  /** Shows the reply to an action. */
  readonly replace: (data: T) => void;
}

/** Loads a path, and again every `everyMs` if given. Loads nothing for null. */
export function useLoaded<T>(path: string | null, everyMs?: number): Loaded<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; problem: AskProblem | null }>({
    path: null,
    data: null,
    problem: null,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const ended = new AbortController();
    const ask = async () => {
      const { data, problem } = await get<T>(path, ended.signal);
      setState((before) => ({ path, data: data ?? (before.path === path ? before.data : null), problem }));
    };
    const quietly = () => void ask().catch(() => undefined);
    quietly();
    const timer = everyMs === undefined ? undefined : window.setInterval(quietly, everyMs);
    return () => {
      ended.abort();
      window.clearInterval(timer);
    };
  }, [path, turn, everyMs]);
  const isCurrent = state.path === path;
  return {
    data: isCurrent ? state.data : null,
    problem: isCurrent ? state.problem : null,
    isLoading: path !== null && !isCurrent,
    reload: () => setTurn((before) => before + 1),
    replace: (data) => setState({ path, data, problem: null }),
  };
}
