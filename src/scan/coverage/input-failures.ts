import { type ErrorCode, ZenbunError } from '../../errors.ts';
import type { Lang } from '../../schema/index.ts';

/** Errors that concern a single file; all other codes end the scan at once. */
const OF_ONE_FILE: ReadonlySet<ErrorCode> = new Set(['not-found', 'unreadable', 'damaged', 'limit']);

/** Collects failures file by file and reports them in one error. */
export class InputFailures {
  readonly #paths: readonly string[];
  readonly #failures = new Map<number, ZenbunError>();

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** Records an error that concerns a single file; rethrows any other. */
  add(file: number, error: unknown): void {
    if (!(error instanceof ZenbunError) || !OF_ONE_FILE.has(error.code)) throw error;
    this.#failures.set(file, error);
  }

  has(file: number): boolean {
    return this.#failures.has(file);
  }

  /** Throws a single failure unchanged, and several as one error with the code of the first. */
  throwIfAny(): void {
    const all = [...this.#failures].sort(([a], [b]) => a - b).map(([, error]) => error);
    const [first, ...others] = all;
    if (first === undefined) return;
    if (others.length === 0) throw first;
    const list = (lang: Lang) => all.map(({ localized }) => `\n  ${localized[lang]}`).join('');
    const [n, of] = [all.length, this.#paths.length];
    const message = {
      en: `${n} of ${of} inputs could not be read:${list('en')}`,
      ja: `${of} 件の入力のうち ${n} 件を読み取れませんでした：${list('ja')}`,
    };
    throw new ZenbunError(first.code, message, { advice: first.localizedAdvice, cause: new AggregateError(all) });
  }
}
