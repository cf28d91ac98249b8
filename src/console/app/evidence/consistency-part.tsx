import { useState } from 'preact/hooks';
import type { Message } from '../../../schema/index.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { StateTag } from '../parts/signs.tsx';
import { failureText } from './failure-text.ts';
import { type FetchedLog, keptCheckpoint, proveConsistency } from './verify-log.ts';

type ComparedCheckpoint =
  | { readonly isConsistent: boolean; readonly isSigned: boolean; readonly size: number }
  | { readonly failure: Message }
  | null;

const NO_CHECKPOINT: Message = { en: 'The log has no checkpoint yet.', ja: '証跡にまだチェックポイントがありません。' };

/** Checks whether the log continues a checkpoint that somebody kept. */
export function ConsistencyPart({ log }: { log: FetchedLog }) {
  const [text, setText] = useState('');
  const [compared, setCompared] = useState<ComparedCheckpoint>(null);
  const compare = async (event: Event) => {
    event.preventDefault();
    try {
      const { checkpoint, isSigned } = keptCheckpoint(text, log.vkey);
      const isConsistent = await proveConsistency(log, checkpoint);
      setCompared(
        isConsistent === null ? { failure: NO_CHECKPOINT } : { isConsistent, isSigned, size: checkpoint.size },
      );
    } catch (cause) {
      setCompared({ failure: failureText(cause) });
    }
  };
  return (
    <section class="panel">
      <h2>{say({ en: 'Compare with a checkpoint that was kept', ja: '保管したチェックポイントとの照合' })}</h2>
      <form onSubmit={compare}>
        <label>
          <span>
            {say({ en: 'Checkpoint, as the log published it', ja: 'チェックポイント（公開されたままの内容）' })}
          </span>
          <textarea
            class="mono"
            rows={5}
            required
            spellcheck={false}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit">{say({ en: 'Compare', ja: '照合' })}</button>
      </form>
      <div role="status">
        {compared !== null && 'failure' in compared && <p class="note note-block">{say(compared.failure)}</p>}
        {compared !== null && 'size' in compared && <Outcome compared={compared} />}
      </div>
    </section>
  );
}

function Outcome({
  compared: { isConsistent, isSigned, size },
}: {
  compared: Extract<ComparedCheckpoint, { size: number }>;
}) {
  const n = whole(size);
  return (
    <div class={`note ${isConsistent ? 'note-pass' : 'note-block'}`}>
      <p>
        {isConsistent ? (
          <StateTag tone="pass" word={say({ en: 'goes on from it', ja: '続きである' })} />
        ) : (
          <StateTag tone="block" word={say({ en: 'does not go on from it', ja: '続きではない' })} />
        )}{' '}
        {isConsistent
          ? say({ en: `The first ${n} records are still the same.`, ja: `最初の ${n} 件は変わっていません。` })
          : say({
              en: `The log of now does not begin with the ${n} records of that checkpoint.`,
              ja: `現在の証跡は、そのチェックポイントの ${n} 件から始まっていません。`,
            })}
      </p>
      {!isSigned && (
        <p>
          {say({
            en: 'The kept checkpoint has no signature: it says what you say.',
            ja: '保管されたチェックポイントには署名がないため、その内容自体は検証していません。',
          })}
        </p>
      )}
    </div>
  );
}
