import type { ConsoleLetter } from '../../../schema/index.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { ACTS, GROUNDS } from '../language/words.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { OutcomeTag } from '../parts/signs.tsx';
import { type LetterPiece, type LetterStretch, stretchesOf } from './stretches.ts';

/** One answer as a letter: what each part does stands above it, what happened to it in the margin. */
export function Letter({ letter, name }: { letter: ConsoleLetter; name: string }) {
  const { choice, model, text, outcome, ground, finish, others } = letter;
  const stretches = stretchesOf(letter);
  return (
    <article class="letter" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <p>
          <ForeignText class="mono" text={model} /> <OutcomeTag outcome={outcome} />{' '}
          {ground !== 'none' && <span class="quiet">{say(GROUNDS[ground])}</span>}
          {finish !== null && (
            <span class="quiet">
              {' '}
              · {say({ en: 'ended', ja: '終了' })} <ForeignText class="mono" text={finish} />
            </span>
          )}
        </p>
      </header>
      <div class="letter-text">
        {text === '' && <p class="quiet">{say({ en: 'An empty answer.', ja: '空の回答です。' })}</p>}
        {stretches.map((stretch) => (
          <Stretch key={stretch.from} stretch={stretch} latch={letter.latch} cut={letter.cut} />
        ))}
      </div>
      {others.map(({ channel, text: other }, i) => (
        <details key={`${choice}-${i}`} class="channel">
          <summary>
            <ForeignText text={channel} />
          </summary>
          <p class="letter-text">
            <ForeignText text={other} />
          </p>
        </details>
      ))}
    </article>
  );
}

function Stretch({ stretch, latch, cut }: { stretch: LetterStretch; latch: number | null; cut: number | null }) {
  const { state, from, pieces } = stretch;
  const at = whole(from);
  return (
    <div class={`stretch stretch-${state}`}>
      {latch === from && (
        <span class="margin margin-latch">{say({ en: `latch at ${at}`, ja: `${at} 文字目で保留開始` })}</span>
      )}
      {cut === from && (
        <span class="margin margin-cut">{say({ en: `held from ${at}`, ja: `${at} 文字目から未送信` })}</span>
      )}
      <p>
        {pieces.map((piece, i) => (
          <Piece
            key={i}
            piece={piece}
            offset={from + pieces.slice(0, i).reduce((sum, { text }) => sum + text.length, 0)}
          />
        ))}
      </p>
    </div>
  );
}

/** A text with its acts and nothing else: no latch, no margin. */
export function ActText({ text, acts }: Pick<ConsoleLetter, 'text' | 'acts'>) {
  const pieces = stretchesOf({ text, acts, latch: null, cut: null, depth: null }).flatMap((each) => each.pieces);
  return (
    <p class="letter-text">
      {pieces.map((piece, i) => (
        <Piece key={i} piece={piece} offset={0} />
      ))}
    </p>
  );
}

function Piece({ piece: { text, act, isDepth }, offset }: { piece: LetterPiece; offset: number }) {
  const at = whole(offset);
  return (
    <>
      {isDepth && <span class="margin margin-depth">{say({ en: `depth ${at}`, ja: `深さ ${at}` })}</span>}
      {act === null ? (
        <ForeignText text={text} />
      ) : (
        <span class={`act act-${act.act}`}>
          <span class="act-name">
            <span class="icon" aria-hidden="true">
              {ACTS[act.act].icon}
            </span>
            {say(ACTS[act.act].word)}
            <span class="unseen">{say({ en: ': ', ja: '：' })}</span>
          </span>
          <ForeignText class="act-text" text={text} />
        </span>
      )}
    </>
  );
}
