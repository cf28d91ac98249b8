import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { say } from '../language/say.ts';
import type { AskProblem } from '../wire/problem.ts';
import { ProblemNote } from './problem-note.tsx';

/** Maximum length of a reason that the gateway accepts, in UTF-16 code units. */
const MAX_REASON = 200;

export interface ReasonDialogProps {
  readonly title: string;
  /** Describes what will happen. */
  readonly children: ComponentChildren;
  readonly action: string;
  readonly isGrave?: boolean;
  /** Performs the action; resolves with a problem, or with null to close the dialog. */
  readonly act: (reason: string) => Promise<AskProblem | null>;
  readonly close: () => void;
}

/** Asks for a reason before an action that the log records. */
export function ReasonDialog({ title, children, action, isGrave = false, act, close }: ReasonDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (reason.trim() === '' || isBusy) return;
    setBusy(true);
    const failed = await act(reason.trim().replace(/\s+/g, ' '));
    setBusy(false);
    setProblem(failed);
    if (failed === null) close();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={`${id}-title`} onClose={close}>
      <form onSubmit={submit}>
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        <label for={`${id}-reason`}>{say({ en: 'Reason (kept in the log)', ja: '理由（証跡に記録）' })}</label>
        <textarea
          id={`${id}-reason`}
          rows={3}
          required
          maxLength={MAX_REASON}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNote problem={problem} />
        <div class="buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            {say({ en: 'Cancel', ja: 'キャンセル' })}
          </button>
          <button type="submit" class={isGrave ? 'grave' : 'primary'} disabled={reason.trim() === '' || isBusy}>
            {action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
