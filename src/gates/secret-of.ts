import { readFileSync } from 'node:fs';
import { ZenbunError } from '../errors.ts';

/** Environment variables. */
export type SecretSource = Readonly<Record<string, string | undefined>>;

/**
 * Returns the secret that a setting like `env:NAME` or `file:PATH` points to, without surrounding white space.
 * Configurations are committed and shared, so they never contain a secret itself. Throws `usage`, with the name of the
 * setting.
 */
export function secretOf(setting: string, where: string, env: SecretSource): string {
  const [, kind, name] = /^(env|file):(.+)$/.exec(where) ?? [];
  if (kind === undefined || name === undefined)
    throw wrongSecret(setting, {
      en: 'must say where the key is, env:NAME or file:PATH; a key itself is refused',
      ja: 'には、キーのある場所を env:NAME か file:PATH で指定してください',
    });
  const value = (kind === 'env' ? env[name] : contentOf(name))?.trim();
  if (value === undefined || value === '')
    throw wrongSecret(setting, { en: `${name} contains no key`, ja: `${name} にキーがありません` });
  if (/[^\x21-\x7e]/.test(value))
    throw wrongSecret(setting, {
      en: `what ${name} holds cannot be sent in a header`,
      ja: `${name} の内容はヘッダーで送信できません`,
    });
  return value;
}

const wrongSecret = (setting: string, { en, ja }: { en: string; ja: string }) =>
  new ZenbunError('usage', { en: `${setting}: ${en}`, ja: `${setting}：${ja}` });

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
