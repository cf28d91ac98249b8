import type { Message, VerificationCheck } from '../../schema/index.ts';
import { ProvenanceError } from '../provenance-error.ts';

/** Maximum number of failures listed per kind; further ones are counted. */
const MAX_LISTED = 1000;

export interface CheckValues {
  readonly path?: string | null;
  readonly expected?: string | null;
  readonly found?: string | null;
}

export function check(
  name: string,
  state: VerificationCheck['state'],
  detail: Message,
  { path = null, expected = null, found = null }: CheckValues = {},
): VerificationCheck {
  return { check: name, state, path, detail, expected, found };
}

/** Turns a refusal into a failed check named after the refusal; rethrows anything else. */
export function failedBy(error: unknown, path: string | null): VerificationCheck {
  if (!(error instanceof ProvenanceError)) throw error;
  return check(error.refusal, 'failed', error.localized, { path });
}

/** Returns at most `MAX_LISTED` of the checks, plus one that counts the rest. */
export function listed(checks: readonly VerificationCheck[]): readonly VerificationCheck[] {
  const rest = checks.length - MAX_LISTED;
  const last = checks[MAX_LISTED];
  if (last === undefined) return checks;
  const detail = {
    en: `${rest} more of this kind are not listed.`,
    ja: `同じ種類のものがほかに ${rest} 件ありますが、表示を省略しています。`,
  };
  return [...checks.slice(0, MAX_LISTED), check(last.check, last.state, detail)];
}
