import { languageOf } from '../../reader/index.ts';
import type { HarmWord } from '../guard/release.ts';
import { askFallback } from './asking/ask-fallback.ts';
import type { Exchange, ExchangePorts } from './exchange.ts';
import type { FallbackAnswer } from './exchange-records.ts';
import { additionOf, type ChoiceAddition, type GuardedChoice } from './guarded-choice.ts';
import { noticeIn } from './notices.ts';
import { MAX_BYTES_PER_CHAR } from './read-bytes.ts';

/** Returns the judge's verdict on each answer whose release depends on it; empty without a judge. */
export async function harmsOf(
  undecided: ReadonlyMap<number, string>,
  { request, abort }: Exchange,
  { judge }: ExchangePorts,
): Promise<ReadonlyMap<number, HarmWord>> {
  if (judge === null) return new Map();
  const words = [...undecided].map(async ([choice, text]) => {
    const word = await judge(request.prompt, text, abort.signal).catch(() => 'not-judged' as const);
    return [choice, word] as const;
  });
  return new Map(await Promise.all(words));
}

/** The fallback's answers asked for so far, one for each answer that is cut. */
export class Fallbacks {
  readonly #exchange: Exchange;
  readonly #ports: ExchangePorts;
  readonly #asked = new Map<number, Promise<FallbackAnswer | null>>();

  constructor(exchange: Exchange, ports: ExchangePorts) {
    this.#exchange = exchange;
    this.#ports = ports;
  }

  /** Asks for a replacement for each of these answers, once. */
  ask(choices: Iterable<number>): void {
    const maxBytes = this.#ports.settings.maxAnswerChars * MAX_BYTES_PER_CHAR;
    for (const choice of choices) {
      if (this.#asked.has(choice)) continue;
      this.#asked.set(choice, askFallback(this.#exchange, this.#ports, maxBytes));
    }
  }

  /** Returns the replacements by number of answer. Never rejects. */
  async answers(): Promise<ReadonlyMap<number, FallbackAnswer>> {
    const answers = await Promise.all([...this.#asked].map(async ([choice, asked]) => [choice, await asked] as const));
    return new Map(answers.flatMap(([choice, answer]) => (answer === null ? [] : [[choice, answer] as const])));
  }
}

/** Returns what each cut answer says after its cut. */
export function additionsOf(
  choices: ReadonlyMap<number, GuardedChoice>,
  fallbacks: ReadonlyMap<number, FallbackAnswer>,
  prompt: string,
): ReadonlyMap<number, ChoiceAddition> {
  const notice = noticeIn(languageOf(prompt));
  return new Map(
    [...choices].flatMap(([choice, guarded]) => {
      const { text = null, finish = null } = fallbacks.get(choice) ?? {};
      const addition = additionOf(guarded, notice, text === null ? null : { text, finish });
      return addition === null ? [] : [[choice, addition] as const];
    }),
  );
}
