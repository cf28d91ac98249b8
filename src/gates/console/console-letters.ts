import type { LeafFields } from '../../ledger/index.ts';
import type { ConsoleLetter, Ground, Outcome } from '../../schema/index.ts';
import { type ExchangeAnswer, maskedText } from '../ledger/exchange-texts.ts';
import { shownText } from './masked-letter.ts';

/** How the texts of an exchange are shown. */
interface LetterView {
  /** The last turn of the user; null where it is not known. */
  readonly prompt: string | null;
  readonly unmask: boolean;
  /** The model that answers, by its name at its server. */
  readonly served: string;
  /** Of the response. */
  readonly fields: LeafFields;
}

/** What the guard put between the parts of a letter: offsets of latch and cut count it. */
const BETWEEN_PARTS = '\n\n';

/** Reasons that servers are known to give. Anything else is whatever an upstream wrote there, also text. */
const KNOWN_FINISHES: ReadonlySet<string> = new Set([
  ...['stop', 'end_turn', 'stop_sequence', 'completed', 'eos', 'length', 'max_tokens', 'max_output_tokens'],
  ...[
    'incomplete',
    'content_filter',
    'refusal',
    'tool_calls',
    'tool_use',
    'function_call',
    'filtered',
    'tool',
    'other',
  ],
]);

/** The answers of an exchange, each followed by what the fallback said in its place. */
export function consoleLetters(answers: readonly ExchangeAnswer[], view: LetterView): ConsoleLetter[] {
  const listed = Array.isArray(view.fields.answers) ? (view.fields.answers as readonly LeafFields[]) : [];
  return answers.flatMap((answer, i) => [letterOf(answer, listed[i] ?? null, view), ...fallbackOf(answer, view)]);
}

/** `listed`: what the leaf says of it; null where it has no room for it, and the text is read anew. */
function letterOf(
  { choice, finish, said }: ExchangeAnswer,
  listed: LeafFields | null,
  { prompt, unmask, served }: LetterView,
): ConsoleLetter {
  const spoken = said.filter(({ channel }) => isSpoken(channel));
  const whole = spoken.map(({ text }) => text).join(BETWEEN_PARTS);
  const { text, acts, reading, moved } = shownText(whole, prompt, unmask);
  const place = (offset: unknown) => moved(typeof offset === 'number' ? spokenOffset(said, offset) : null);
  return {
    choice,
    model: served,
    text,
    acts,
    outcome: (listed?.outcome as Outcome | undefined) ?? reading.outcome,
    ground: (listed?.ground as Ground | undefined) ?? reading.ground,
    latch: place(listed?.latch),
    cut: place(listed?.cut),
    depth: moved(reading.depth?.chars ?? null),
    others: said
      .filter(({ channel }) => !isSpoken(channel))
      .map(({ channel, text: other }) => ({ channel, text: unmask ? other : maskedText(prompt, channel, other) })),
    finish: finish === null || KNOWN_FINISHES.has(finish) ? finish : 'other',
  };
}

function fallbackOf({ fallback }: ExchangeAnswer, { prompt, unmask }: LetterView): ConsoleLetter[] {
  if (fallback === null) return [];
  const { text, acts, reading, moved } = shownText(fallback.text ?? '', prompt, unmask);
  return [
    {
      choice: -1,
      model: fallback.name,
      text,
      acts,
      outcome: fallback.outcome as Outcome,
      ground: reading.ground,
      latch: null,
      cut: null,
      depth: moved(reading.depth?.chars ?? null),
      others: [],
      finish: null,
    },
  ];
}

const isSpoken = (channel: string): boolean => channel === 'content' || channel === 'refusal';

/** An offset in all that an answer said, as one in what it said to the client: within other channels, where those stand. */
function spokenOffset(said: ExchangeAnswer['said'], offset: number): number {
  let start = 0;
  let spoken = 0;
  for (const { channel, text } of said) {
    const within = Math.min(text.length, Math.max(0, offset - start));
    if (offset < start) break;
    if (isSpoken(channel)) {
      if (offset <= start + text.length) return spoken + within;
      spoken += text.length + BETWEEN_PARTS.length;
    }
    start += text.length + BETWEEN_PARTS.length;
  }
  return Math.max(0, spoken - BETWEEN_PARTS.length);
}
