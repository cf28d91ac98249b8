import type { VerificationCheck } from '../../schema/index.ts';
import { isObject } from '../encoding/shape.ts';
import type { Statement } from '../statement.ts';
import { check } from './check.ts';

const MAX_CLAIMS = 200;
const MAX_SHOWN_CHARS = 200;

/** Something a statement says that the bytes at hand cannot show: one field, and its value as text. */
interface StatementClaim {
  readonly field: string;
  readonly value: string;
}

/** The first claims, and the number of further ones: a hostile statement may have millions. */
export interface StatementClaims {
  readonly claims: readonly StatementClaim[];
  readonly more: number;
}

class ClaimList {
  readonly claims: StatementClaim[] = [];
  more = 0;
  readonly #compared: readonly string[];

  constructor(compared: readonly string[]) {
    this.#compared = compared;
  }

  #isFull(): boolean {
    return this.claims.length >= MAX_CLAIMS;
  }

  /** Adds every leaf of a value, except fields that are compared with bytes. */
  add(value: unknown, field: string): void {
    if (value === null || this.#compared.includes(field)) return;
    // Field names are built only for claims that are listed. Compared fields are direct fields of the predicate.
    const name = (at: string | number) => {
      if (typeof at === 'number') return this.#isFull() ? field : `${field}[${at}]`;
      return this.#isFull() && field !== 'predicate' ? field : `${field}.${at}`;
    };
    if (Array.isArray(value) && value.length > 0) {
      for (let i = 0; i < value.length; i++) this.add(value[i], name(i));
    } else if (isObject(value) && Object.keys(value).length > 0) {
      for (const [key, each] of Object.entries(value)) this.add(each, name(key));
    } else if (this.#isFull()) this.more++;
    else {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const short = text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS - 1)}…` : text;
      this.claims.push({ field, value: short });
    }
  }
}

/**
 * Returns the fields of a statement that rest on the signer's word alone: the names of its subjects and every leaf of
 * its predicate, except those below a path that is compared with bytes (`predicate.resources`).
 */
export function claimsOf(statement: Statement, compared: readonly string[]): StatementClaims {
  const list = new ClaimList(compared);
  for (const [i, { name }] of statement.subject.entries()) if (name !== '') list.add(name, `subject[${i}].name`);
  list.add(statement.predicate, 'predicate');
  return { claims: list.claims, more: list.more };
}

/** Returns each claim as a check with the state `claimed`; beyond 200, the rest are counted. */
export function claimChecks({ claims, more }: StatementClaims, path: string): readonly VerificationCheck[] {
  const checks = claims.map(({ field, value }) => {
    const detail = {
      en: `${field} is the signer's word; nothing at hand shows it.`,
      ja: `${field} は署名者の申告であり、手元のデータでは確認できません。`,
    };
    return check('claim', 'claimed', detail, { path, found: value });
  });
  if (more === 0) return checks;
  const detail = {
    en: `${more} more fields are the signer's word and are not listed.`,
    ja: `署名者の申告である項目がほかに ${more} 件ありますが、表示を省略しています。`,
  };
  return [...checks, check('claim', 'claimed', detail, { path })];
}
