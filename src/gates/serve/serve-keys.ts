import { ZenbunError } from '../../errors.ts';
import { ACCESS_SCOPES, type AccessKey } from '../../gateway/index.ts';
import type { ServeKeyOption } from './serve-options.ts';

const HASH = /^sha256:([\da-f]{64})$/i;
const ID = /^[\w.:-]{1,64}$/;

/** Checks the keys of a configuration. Throws `usage` that names the setting, never a text that may be a key. */
export function accessKeys(options: readonly ServeKeyOption[]): AccessKey[] {
  const keys = options.map((option, i): AccessKey => {
    const digits = HASH.exec(option.hash)?.[1];
    const { id, requestsPerMinute = null, tokensPerMinute = null, concurrent = null } = option;
    if (!ID.test(id))
      throw wrong(
        `keys[${i}].id`,
        'has up to 64 letters, digits, . _ : -',
        'は英数字と . _ : - を 64 文字までで指定してください',
      );
    if (digits === undefined)
      throw wrong(
        `keys[${i}].hash`,
        'must be "sha256:" and 64 hexadecimal digits, as "zenbun serve key" prints it',
        'は「zenbun serve key」が表示する sha256: で始まる値を指定してください',
      );
    const scopes = option.scopes ?? ['use'];
    const unknown = scopes.find((scope) => !ACCESS_SCOPES.includes(scope));
    if (unknown !== undefined)
      throw wrong(
        `keys[${i}].scopes`,
        `knows ${ACCESS_SCOPES.join(', ')}`,
        `に指定できるのは ${ACCESS_SCOPES.join(', ')} です`,
      );
    return {
      id,
      sha256: Buffer.from(digits, 'hex'),
      scopes,
      limits: { requestsPerMinute, tokensPerMinute, concurrent },
    };
  });
  const twice = keys.find(({ id }, i) => keys.findIndex((other) => other.id === id) < i);
  if (twice !== undefined) throw wrong('keys', `has ${twice.id} twice`, `に ${twice.id} が 2 回あります`);
  return keys;
}

const wrong = (where: string, en: string, ja: string) =>
  new ZenbunError('usage', { en: `serve.${where} ${en}`, ja: `serve.${where} ${ja}` });
