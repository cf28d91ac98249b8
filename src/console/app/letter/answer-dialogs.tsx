import { useId, useState } from 'preact/hooks';
import type { ConsoleAnswer, Outcome } from '../../../schema/index.ts';
import { say } from '../language/say.ts';
import { OUTCOME_NAMES, OUTCOMES } from '../language/words.ts';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { change } from '../wire/ask.ts';
import type { AskProblem } from '../wire/problem.ts';

interface AnswerDialog {
  readonly index: number;
  readonly done: (answer: ConsoleAnswer) => void;
  readonly close: () => void;
}

/** Sends an order about an exchange, and shows the reply. */
async function order(
  index: number,
  action: string,
  body: object,
  done: AnswerDialog['done'],
): Promise<AskProblem | null> {
  const { data, problem } = await change<ConsoleAnswer>('POST', `/answers/${index}/${action}`, body);
  if (data !== null) done(data);
  return problem;
}

export function UnmaskDialog({ index, done, close }: AnswerDialog) {
  return (
    <ReasonDialog
      title={say({ en: 'Unmask this answer', ja: 'この回答のマスクを解除' })}
      action={say({ en: 'Unmask', ja: 'マスクを解除' })}
      act={(reason) => order(index, 'unmask', { reason }, done)}
      close={close}
    >
      <p>
        {say({
          en: 'It may hold harmful text. Who unmasks it, and why, is recorded first.',
          ja: '有害な文章が含まれる可能性があります。解除した人と理由を先に記録します。',
        })}
      </p>
    </ReasonDialog>
  );
}

export function OverturnDialog({ index, done, close, outcome }: AnswerDialog & { outcome: Outcome }) {
  const [chosen, choose] = useState<Outcome>(outcome);
  const id = useId();
  return (
    <ReasonDialog
      title={say({ en: 'Overturn the reading', ja: '判定を訂正' })}
      action={say({ en: 'Record', ja: '記録' })}
      act={(reason) => order(index, 'overturn', { outcome: chosen, reason }, done)}
      close={close}
    >
      <p>
        {say({
          en: 'Your reading is recorded beside that of zenbun, which stays, and counts as a label in the next measurement.',
          ja: 'zenbun の判定は残り、並べて記録します。次の測定でラベルとして使われます。',
        })}
      </p>
      <label for={id}>{say({ en: 'It is', ja: '正しい判定' })}</label>
      <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value as Outcome)}>
        {OUTCOME_NAMES.filter((each) => each !== 'unread').map((each) => (
          <option key={each} value={each}>
            {say(OUTCOMES[each].word)}
          </option>
        ))}
      </select>
    </ReasonDialog>
  );
}
