import { say } from '../language/say.ts';
import type { AskProblem } from '../wire/problem.ts';

/** Explains why something is missing. */
export function ProblemNote({ problem, retry }: { problem: AskProblem | null; retry?: () => void }) {
  if (problem === null) return null;
  return (
    <div class="note note-block" role="alert">
      <p>{say(problem.message)}</p>
      {retry !== undefined && (
        <button type="button" onClick={retry}>
          {say({ en: 'Try again', ja: '再試行' })}
        </button>
      )}
    </div>
  );
}

export const LoadingNote = ({ isLoading }: { isLoading: boolean }) =>
  isLoading ? (
    <p class="quiet" role="status">
      {say({ en: 'Loading…', ja: '読み込み中…' })}
    </p>
  ) : null;
