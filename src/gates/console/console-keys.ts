import type { ConsoleIdentity, ConsolePorts } from '../../console/index.ts';
import { type AccessKey, keyOf } from '../../gateway/index.ts';

/** If no keys are configured, everybody on this machine may do everything. */
const LOCAL: ConsoleIdentity = { id: 'local', scopes: ['read-log', 'administer'], hash: '' };

/** Returns ports that identify the holder of a key, using the keys of a gateway as they are at that moment. */
export function consoleKeys(keys: () => readonly AccessKey[]): Pick<ConsolePorts, 'signIn' | 'current' | 'everybody'> {
  return {
    signIn(key) {
      const found = keyOf(key, keys());
      return found === null ? null : identityOf(found);
    },
    current: ({ id, hash }) =>
      keys()
        .map(identityOf)
        .find((key) => key.id === id && key.hash === hash) ?? null,
    everybody: () => (keys().length === 0 ? LOCAL : null),
  };
}

const identityOf = ({ id, scopes, sha256 }: AccessKey): ConsoleIdentity => ({
  id,
  scopes,
  hash: Buffer.from(sha256).toString('hex'),
});
