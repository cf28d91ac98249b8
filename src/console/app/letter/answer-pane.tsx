import { useState } from 'preact/hooks';
import type { ConsoleAnswer, Message } from '../../../schema/index.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { stageName } from '../language/words.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { LoadingNote, ProblemNote } from '../parts/problem-note.tsx';
import { OutcomeTag } from '../parts/signs.tsx';
import { mayChange } from '../wire/ask.ts';
import { type Loaded, useLoaded } from '../wire/use-loaded.ts';
import { OverturnDialog, UnmaskDialog } from './answer-dialogs.tsx';
import { Letter } from './letter.tsx';

/** Shows one exchange. With `isPeek` it appears beside a list, where nothing can be changed. */
export function AnswerPane({ index, isPeek = false }: { index: string; isPeek?: boolean }) {
  const loaded = useLoaded<ConsoleAnswer>(`/answers/${encodeURIComponent(index)}`);
  const { data, problem, isLoading, reload } = loaded;
  return (
    <>
      <ProblemNote problem={problem} {...(problem?.status === 404 ? {} : { retry: reload })} />
      <LoadingNote isLoading={isLoading} />
      {data !== null && <Exchange loaded={loaded} answer={data} isPeek={isPeek} />}
    </>
  );
}

function Exchange({
  loaded,
  answer,
  isPeek,
}: {
  loaded: Loaded<ConsoleAnswer>;
  answer: ConsoleAnswer;
  isPeek: boolean;
}) {
  return (
    <div class="exchange">
      <Facts answer={answer} />
      {!isPeek && mayChange() && <Actions loaded={loaded} answer={answer} />}
      <MaskNote answer={answer} />
      <Overturned answer={answer} />
      <Unread places={answer.unread} />
      {answer.question !== null && (
        <section class="question" aria-label={say({ en: 'Question', ja: '質問' })}>
          <h2>{say({ en: 'Question', ja: '質問' })}</h2>
          <p class="letter-text">
            <ForeignText text={answer.question} />
          </p>
        </section>
      )}
      <div class={answer.letters.length > 1 && !isPeek ? 'letters letters-pair' : 'letters'}>
        {answer.letters.map((letter) => (
          <Letter key={letter.choice} letter={letter} name={letterName(letter.choice, answer.letters.length)} />
        ))}
      </div>
    </div>
  );
}

function letterName(choice: number, of: number): string {
  if (choice < 0) return say({ en: 'Answer of the fallback', ja: '代替モデルの回答' });
  if (of === 1 || choice === 0) return say({ en: 'Answer', ja: '回答' });
  return say({ en: `Answer ${choice + 1}`, ja: `回答 ${choice + 1}` });
}

function Facts({ answer }: { answer: ConsoleAnswer }) {
  const { model, served, stage, guard, client, state, time, intent, response } = answer;
  const facts: readonly (readonly [Message, preact.ComponentChildren])[] = [
    [{ en: 'Time', ja: '時刻' }, <Moment key="time" ms={time} />],
    [
      { en: 'Model', ja: 'モデル' },
      <ForeignText key="model" class="mono" text={model === served ? model : `${model} → ${served}`} />,
    ],
    [{ en: 'Stage', ja: '段階' }, say(stageName(stage))],
    [{ en: 'Guard', ja: 'ガード' }, <ForeignText key="guard" text={guard} />],
    [{ en: 'Client', ja: 'クライアント' }, <ForeignText key="client" text={client} />],
    [
      { en: 'State', ja: '状態' },
      <ForeignText key="state" text={state ?? say({ en: 'not recorded yet', ja: '未記録' })} />,
    ],
    [
      { en: 'Records', ja: '記録' },
      <span key="records" class="figure">
        {whole(intent)}
        {response === null ? '' : ` → ${whole(response)}`}
      </span>,
    ],
  ];
  return (
    <dl class="facts facts-line">
      {facts.map(([word, value]) => (
        <div key={word.en}>
          <dt>{say(word)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ loaded, answer }: { loaded: Loaded<ConsoleAnswer>; answer: ConsoleAnswer }) {
  const [dialog, setDialog] = useState<'unmask' | 'overturn' | null>(null);
  const shared = { index: answer.intent, close: () => setDialog(null) };
  // An unmasked answer stays unmasked.
  const overturned = (next: ConsoleAnswer) => loaded.replace({ ...answer, overturned: next.overturned });
  return (
    <div class="buttons">
      {answer.masked && answer.texts === 'open' && (
        <button type="button" onClick={() => setDialog('unmask')}>
          {say({ en: 'Unmask…', ja: 'マスクを解除…' })}
        </button>
      )}
      {answer.response !== null && (
        <button type="button" onClick={() => setDialog('overturn')}>
          {say({ en: 'Overturn the reading…', ja: '判定を訂正…' })}
        </button>
      )}
      {dialog === 'unmask' && <UnmaskDialog {...shared} done={loaded.replace} />}
      {dialog === 'overturn' && (
        <OverturnDialog {...shared} done={overturned} outcome={answer.letters[0]?.outcome ?? 'unread'} />
      )}
    </div>
  );
}

const NO_TEXTS: Readonly<Record<Exclude<ConsoleAnswer['texts'], 'open'>, Message>> = {
  unreadable: {
    en: 'The texts were erased, or cannot be decrypted here.',
    ja: '本文は消去済みか、ここでは復号できません。',
  },
  damaged: { en: 'The texts are damaged on the disk.', ja: 'ディスク上の本文が破損しています。' },
  none: { en: 'No texts were recorded.', ja: '本文は記録されていません。' },
  missing: { en: 'The texts are not here.', ja: '本文がここにありません。' },
};

function MaskNote({ answer: { masked, texts } }: { answer: ConsoleAnswer }) {
  if (texts !== 'open') return <p class="note note-review">{say(NO_TEXTS[texts])}</p>;
  return masked ? (
    <p class="note">
      {say({
        en: 'Masked: sentences that refuse, turn and promise are shown; the rest is given by its length.',
        ja: 'マスク表示：拒否、転換、承諾の文だけを表示し、残りは長さで示します。',
      })}
    </p>
  ) : (
    <p class="note note-review">
      {say({
        en: 'Unmasked: this is what was said. It is in the log that you have read it.',
        ja: 'マスク解除中：実際の本文です。閲覧したことは証跡に記録されています。',
      })}
    </p>
  );
}

function Overturned({ answer: { overturned, isOverturnedKnown } }: { answer: ConsoleAnswer }) {
  if (overturned.length === 0)
    return isOverturnedKnown ? null : (
      <p class="quiet">
        {say({
          en: 'The log is still being looked through for readings by people.',
          ja: '人による判定の記録を確認中です。',
        })}
      </p>
    );
  return (
    <section class="note note-review" aria-label={say({ en: 'Overturned readings', ja: '訂正された判定' })}>
      {overturned.map(({ index, outcome, by, reason }) => (
        <p key={index}>
          {say({ en: 'Read by a person as', ja: '人による判定' })} <OutcomeTag outcome={outcome} />{' '}
          <ForeignText text={by} />
          {say({ en: ': ', ja: '：' })}
          <ForeignText text={reason} /> <span class="quiet figure">#{whole(index)}</span>
        </p>
      ))}
    </section>
  );
}

function Unread({ places }: { places: readonly string[] }) {
  if (places.length === 0) return null;
  return (
    <section class="note note-review">
      <p>{say({ en: 'Not read, so nothing is said of it:', ja: '読み取っていないため、判定の対象外：' })}</p>
      <ul>
        {places.map((place) => (
          <li key={place}>
            <ForeignText text={place} />
          </li>
        ))}
      </ul>
    </section>
  );
}
