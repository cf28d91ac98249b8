import type { VerificationCheck } from '../../schema/index.ts';
import { isObject } from '../encoding/shape.ts';
import type { Statement } from '../statement.ts';
import { check } from './check.ts';

const MAX_CLAIMS = 200;
const MAX_SHOWN_CHARS = 200;

/** What a statement says that the bytes at hand cannot show: one field, and its value as text. */
export interface StatementClaim {
  readonly field: string;
  readonly value: string;
}

function* leavesOf(value: unknown, field: string): Generator<StatementClaim> {
  const parts: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((each, i) => [`${field}[${i}]`, each] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, each]) => [`${field}.${key}`, each] as const)
      : [];
  if (parts.length === 0 && value !== null) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    yield { field, value: text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS - 1)}…` : text };
  }
  for (const [at, each] of parts) yield* leavesOf(each, at);
}

/** The fields of a statement that are nobody's word but the signer's, without those whose path begins with one that is compared with bytes. */
export function claimsOf(statement: Statement, compared: readonly string[]): readonly StatementClaim[] {
  const begins = (field: string) =>
    compared.some((path) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`));
  const names = statement.subject.map(({ name }, i) => ({ field: `subject[${i}].name`, value: name }));
  const claims = [...names.filter(({ value }) => value !== ''), ...leavesOf(statement.predicate, 'predicate')];
  return claims.filter(({ field }) => !begins(field));
}

/** Each as a check that says that it is only claimed; past 200 the rest are counted. */
export function claimChecks(claims: readonly StatementClaim[], path: string): readonly VerificationCheck[] {
  const checks = claims.slice(0, MAX_CLAIMS).map(({ field, value }) => {
    const detail = {
      en: `${field} is the signer's word; nothing at hand shows it.`,
      ja: `${field} は署名者の申告であり、手元のデータでは確認できません。`,
    };
    return check('claim', 'claimed', detail, { path, found: value });
  });
  const rest = claims.length - checks.length;
  if (rest <= 0) return checks;
  const detail = {
    en: `${rest} more fields are the signer's word and are not listed.`,
    ja: `署名者の申告である項目がほかに ${rest} 件ありますが、表示を省略しています。`,
  };
  return [...checks, check('claim', 'claimed', detail, { path })];
}
