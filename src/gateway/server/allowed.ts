import type { IncomingMessage } from 'node:http';
import { type AccessKey, type AccessScope, keyOf, presentedKey } from '../access/access-key.ts';
import type { Denial } from './denial.ts';

/** Where no keys are configured, everybody on this machine may do everything. */
const LOCAL: AccessKey = {
  id: 'local',
  sha256: new Uint8Array(32),
  scopes: ['use', 'read-log', 'administer'],
  limits: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null },
};

/** The key of a request, if it may do this; else why not. */
export function allowed(request: IncomingMessage, keys: readonly AccessKey[], scope: AccessScope): AccessKey | Denial {
  if (keys.length === 0) return LOCAL;
  const presented = presentedKey(request.headers);
  const key = presented === '' ? null : keyOf(presented, keys);
  if (key === null) return { status: 401, code: 'invalid_api_key', message: 'A valid key is needed.' };
  if (!key.scopes.includes(scope))
    return { status: 403, code: 'key_not_permitted', message: `This key lacks the scope "${scope}".` };
  return key;
}
