import { userInfo } from 'node:os';
import { ZenbunError } from '../../errors.ts';
import { addressOf, type ControlAccess, type RolloutClient, rolloutClient } from '../../gates/index.ts';
import type { Config } from '../config/config-schema.ts';
import { withDotEnv } from '../config/dot-env.ts';

/** Addresses that can be listened on but not connected to, with the ones to connect to instead. */
const ANY: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Returns the named gateway, or that of the configuration. Throws `usage` for an invalid URL. */
export function gatewayUrl(named: string | undefined, { listen, tls }: NonNullable<Config['serve']> = {}): string {
  if (named !== undefined) return webUrl(named);
  const { host, port } = addressOf(listen === undefined ? undefined : String(listen));
  const at = ANY[host] ?? host;
  return `${tls === undefined ? 'http' : 'https'}://${at.includes(':') ? `[${at}]` : at}:${port}`;
}

/** Parses the URL of a gateway and drops `/v1`, the path for its clients, which is easily typed by mistake. */
function webUrl(named: string): string {
  const url = URL.canParse(named) ? new URL(named) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new ZenbunError('usage', {
      en: `--url ${named} is not an http(s) URL`,
      ja: `--url は http(s) の URL で指定してください（指定値：${named}）`,
    });
  return `${url.origin}${url.pathname.replace(/(?:\/v1)?\/*$/, '')}`;
}

/** Opens a client for controlling the gateway, with the key from the environment or from `.env`. */
export const openGateway = (...where: Parameters<typeof gatewayAccess>): RolloutClient =>
  rolloutClient(gatewayAccess(...where));

/** Returns the URL of the gateway, and the key. */
export const gatewayAccess = (
  url: string | undefined,
  serve: Config['serve'],
  signal: AbortSignal | undefined,
): ControlAccess => ({ url: gatewayUrl(url, serve), key: withDotEnv(process.env).ZENBUN_KEY || undefined, signal });

/** Returns the name of the current user, or undefined if the machine has none. */
export function ownName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
