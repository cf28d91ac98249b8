import type { IncomingMessage } from 'node:http';
import type { AccessScope } from '../../schema/index.ts';
import { type AccessKey, keyOf, presentedKey } from '../access/access-key.ts';
import type { Denial } from './denial.ts';
import { isLoopback } from './listen.ts';

/** Key used when none are configured: everybody on this machine may do everything. */
const LOCAL: AccessKey = {
  id: 'local',
  sha256: new Uint8Array(32),
  scopes: ['use', 'read-log', 'administer'],
  limits: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null },
};

const NOT_LOCAL: Denial = {
  status: 403,
  code: 'host_not_local',
  message: 'Without keys, only requests to this machine under a loopback name, and from no other web page, are served.',
};

/** Returns the key of a request if it has the scope, otherwise the reason for denying it. */
export function allowed(request: IncomingMessage, keys: readonly AccessKey[], scope: AccessScope): AccessKey | Denial {
  // A web page can point its own domain name at this machine, or send requests here without reading the answers. Either
  // way the browser reveals the page's name.
  if (keys.length === 0)
    return isLoopback(hostOf(request.headers.host)) && isOwnOrigin(request, scope) ? LOCAL : NOT_LOCAL;
  const presented = presentedKey(request.headers);
  const key = presented === '' ? null : keyOf(presented, keys);
  if (key === null) return { status: 401, code: 'invalid_api_key', message: 'A valid key is needed.' };
  if (!key.scopes.includes(scope))
    return { status: 403, code: 'key_not_permitted', message: `This key lacks the scope "${scope}".` };
  return key;
}

const hostOf = (host = ''): string => host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');

/**
 * Clients that are not browsers send no origin. Web pages of other programs on this machine may query models, but
 * nothing else.
 */
function isOwnOrigin({ headers: { origin, host } }: IncomingMessage, scope: AccessScope): boolean {
  if (origin === undefined) return true;
  const from = /^https?:\/\/(.*)$/.exec(origin)?.[1];
  return isLoopback(hostOf(from)) && (scope === 'use' || from === host);
}
