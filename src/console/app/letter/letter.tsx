import type { ConsoleLetter, Message } from '../../../schema/index.ts';
import { whole } from '../language/figures.ts';
import { say } from '../language/say.ts';
import { ACTS, GROUNDS } from '../language/words.ts';
import { ForeignText } from '../parts/foreign-text.tsx';
import { OutcomeTag } from '../parts/signs.tsx';
import { type LetterMark, type LetterPiece, type LetterStretch, stretchesOf } from './stretches.ts';

/** Shows one answer as a letter: the act of each part above it, events in the margin. */
export function Letter({ letter, name }: { letter: ConsoleLetter; name: string }) {
  const { choice, model, text, outcome, ground, finish, others } = letter;
  const stretches = stretchesOf(letter);
  return (
    <article class="letter" aria-label={name}>
      <header>
        <h2>{name}</h2>
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
          <Stretch key={stretch.from} stretch={stretch} />
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

const MARKS: Readonly<Record<LetterMark, (at: string) => Message>> = {
  latch: (at) => ({ en: `latch at ${at}`, ja: `保留開始 ${at} 文字目` }),
  cut: (at) => ({ en: `held from ${at}`, ja: `未送信 ${at} 文字目から` }),
  depth: (at) => ({ en: `complies from ${at}`, ja: `応諾 ${at} 文字目から` }),
};

function Stretch({ stretch: { state, from, marks, pieces } }: { stretch: LetterStretch }) {
  return (
    <div class={`stretch stretch-${state}`}>
      <div class="margin">
        {marks.map((mark) => (
          <span key={mark} class={`margin-${mark}`}>
            {say(MARKS[mark](whole(from)))}
          </span>
        ))}
      </div>
      <p>
        {pieces.map((piece, i) => (
          <Piece key={i} piece={piece} isFirst={i === 0} />
        ))}
      </p>
    </div>
  );
}

/** Shows a text with its acts and nothing else: no latch, no margin. */
export function ActText({ text, acts }: Pick<ConsoleLetter, 'text' | 'acts'>) {
  const pieces = stretchesOf({ text, acts, latch: null, cut: null, depth: null }).flatMap((each) => each.pieces);
  return (
    <p class="letter-text">
      {pieces.map((piece, i) => (
        <Piece key={i} piece={piece} isFirst={i === 0} />
      ))}
    </p>
  );
}

function Piece({ piece: { text, act }, isFirst }: { piece: LetterPiece; isFirst: boolean }) {
  // White space between two stretches is the line break between them.
  if (act === null) return isFirst && text.trim() === '' ? null : <ForeignText text={text} />;
  const { icon, word } = ACTS[act.act];
  return (
    <span class={`act act-${act.act}`}>
      <span class="act-name">
        <span class="icon" aria-hidden="true">
          {icon}
        </span>
        {say(word)}
        <span class="unseen">{say({ en: ': ', ja: '：' })}</span>
      </span>
      <ForeignText class="act-text" text={text} />
    </span>
  );
}
