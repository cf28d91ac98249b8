import { say } from '../language/say.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { change } from '../wire/ask.ts';
import type { OfferedOrder } from './rollout-words.ts';

export function OrderDialog({
  model,
  order: { id, word, effect },
  done,
  close,
}: {
  model: string;
  order: OfferedOrder;
  done: () => void;
  close: () => void;
}) {
  const act = async (reason: string) => {
    const { problem } = await change('POST', `/rollouts/${encodeURIComponent(model)}/${id}`, { reason });
    if (problem === null) done();
    return problem;
  };
  return (
    <ReasonDialog title={say(word)} action={say(word)} isGrave={id === 'rollback'} act={act} close={close}>
      <p>
        <ForeignText class="mono" text={model} />
      </p>
      <p>{say(effect)}</p>
    </ReasonDialog>
  );
}
