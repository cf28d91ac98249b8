import type { LeafFields } from '../../ledger/index.ts';
import type { ConsoleLetter, Ground, Outcome } from '../../schema/index.ts';
import { type ExchangeAnswer, maskedText } from '../ledger/exchange-texts.ts';
import { shownText } from './masked-letter.ts';

/** How to show the texts of an exchange. */
interface LetterView {
  /** The last turn of the user; null if unknown. */
  readonly prompt: string | null;
  readonly unmask: boolean;
  /** Name of the answering model at its server. */
  readonly served: string;
  /** Leaf fields of the response. */
  readonly fields: LeafFields;
}

/** Separator that the guard puts between the parts of a letter; offsets of latch and cut include it. */
const BETWEEN_PARTS = '\n\n';

/** Finish reasons that servers are known to give. Any other value was written by an upstream and may contain text. */
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

/** Returns the answers of an exchange, each followed by the fallback's answer if there is one. */
export function consoleLetters(answers: readonly ExchangeAnswer[], view: LetterView): ConsoleLetter[] {
  const listed = Array.isArray(view.fields.answers) ? (view.fields.answers as readonly LeafFields[]) : [];
  return answers.flatMap((answer, i) => [letterOf(answer, listed[i] ?? null, view), ...fallbackOf(answer, view)]);
}

/** `listed`: the leaf's entry for the answer, or null if the leaf had no room for it; the text is then read anew. */
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

/**
 * Converts an offset in everything an answer said to one in what it said to the client. An offset inside another
 * channel maps to the end of the spoken text before it.
 */
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
