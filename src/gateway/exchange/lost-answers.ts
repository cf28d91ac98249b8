import type { WireContent } from '../../wire/index.ts';
import { type Exchange, isWithdrawn } from './exchange.ts';
import type { GuardedChoice } from './guarded-choice.ts';

/**
 * Finds the answers of an exchange of which nothing was read although a text of theirs, or one that may be theirs, is
 * in a place that the endpoint does not have. They are not empty.
 */
export class LostAnswers {
  readonly #read = new Set<number>();
  readonly #unreadIn = new Set<number | null>();

  see({ pieces, unreadIn }: WireContent): void {
    for (const { choice, text } of pieces) if (!this.#read.has(choice) && text.trim() !== '') this.#read.add(choice);
    for (const one of unreadIn) this.#unreadIn.add(one);
  }

  /** Reports whether something of this answer was read; with null, of any answer. */
  isRead(choice: number | null): boolean {
    return choice === null ? this.#read.size > 0 : this.#read.has(choice);
  }

  /** Reports whether this answer is lost. A text outside of all answers may be that of any, if none was read. */
  has(choice: number): boolean {
    return !this.isRead(choice) && (this.#unreadIn.has(choice) || (this.#unreadIn.has(null) && !this.isRead(null)));
  }

  /** True if there is any. */
  get any(): boolean {
    return [...this.#unreadIn].some((choice) => !this.isRead(choice));
  }

  /** Returns the answers with lost ones as `unread`. */
  named(choices: ReadonlyMap<number, GuardedChoice>): ReadonlyMap<number, GuardedChoice> {
    return new Map([...choices].map(([choice, one]) => [choice, this.has(choice) ? unread(one) : one]));
  }
}

function unread(one: GuardedChoice): GuardedChoice {
  const { guarded } = one;
  return { ...one, guarded: { ...guarded, reading: { ...guarded.reading, outcome: 'unread' } } };
}

/** Reports whether an answer that was not read may go out: only where everything does, and the record names it. */
export const letsUnreadOut = (exchange: Exchange): boolean =>
  exchange.route.policy === 'observe' && !isWithdrawn(exchange);
