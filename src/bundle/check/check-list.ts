import type { Message, VerificationCheck } from '../../schema/index.ts';

/** Optional details of a check, besides its name, state and sentence. */
interface CheckFacts {
  readonly path?: string | null;
  readonly expected?: string | null;
  readonly found?: string | null;
}

/**
 * Maximum number of faults listed; further ones are only counted. A bundle of noise must not fill the memory with fault
 * messages.
 */
const MAX_FAILED = 1000;

/** Collects the checks that were made. */
export class CheckList {
  readonly #checks: VerificationCheck[] = [];
  #failed = 0;

  add(state: VerificationCheck['state'], check: string, detail: Message, facts: CheckFacts = {}): void {
    if (state === 'failed' && ++this.#failed > MAX_FAILED) return;
    const { path = null, expected = null, found = null } = facts;
    this.#checks.push({ check, state, path, detail, expected, found });
  }

  fail(check: string, detail: Message, facts: CheckFacts = {}): void {
    this.add('failed', check, detail, facts);
  }

  /** Adds checks made elsewhere. */
  addAll(checks: readonly VerificationCheck[]): void {
    for (const { state, check, detail, ...facts } of checks) this.add(state, check, detail, facts);
  }

  /** Number of faults so far. */
  get failed(): number {
    return this.#failed;
  }

  /** All checks, plus a summary if faults were left out. */
  all(): readonly VerificationCheck[] {
    const further = this.#failed - MAX_FAILED;
    if (further <= 0) return this.#checks;
    const detail = { en: `${further} further faults are not listed`, ja: `このほかに ${further} 件の問題があります` };
    return [...this.#checks, { check: 'further', state: 'failed', path: null, detail, expected: null, found: null }];
  }
}
