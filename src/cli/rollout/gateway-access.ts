import { userInfo } from 'node:os';
import { ZenbunError } from '../../errors.ts';
import { addressOf, type ControlAccess, type RolloutClient, rolloutClient } from '../../gates/index.ts';
import type { Config } from '../config/config-schema.ts';
import { withDotEnv } from '../config/dot-env.ts';

/** Addresses to listen on that are none to connect to. */
const ANY: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The gateway of a configuration, unless one is named. Throws `usage` for what is no address. */
export function gatewayUrl(named: string | undefined, { listen, tls }: NonNullable<Config['serve']> = {}): string {
  if (named !== undefined) return webUrl(named);
  const { host, port } = addressOf(listen === undefined ? undefined : String(listen));
  const at = ANY[host] ?? host;
  return `${tls === undefined ? 'http' : 'https'}://${at.includes(':') ? `[${at}]` : at}:${port}`;
}

/** `/v1` is where clients of the gateway are sent: it is easily typed along. */
function webUrl(named: string): string {
  const url = URL.canParse(named) ? new URL(named) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new ZenbunError('usage', {
      en: `--url ${named} is not an http(s) URL`,
      ja: `--url は http(s) の URL で指定してください（指定値：${named}）`,
    });
  return `${url.origin}${url.pathname.replace(/(?:\/v1)?\/*$/, '')}`;
}

/** The gateway to govern, with the key of the environment or of `.env`. */
export const openGateway = (...where: Parameters<typeof gatewayAccess>): RolloutClient =>
  rolloutClient(gatewayAccess(...where));

/** Where it is, and the key. */
export const gatewayAccess = (
  url: string | undefined,
  serve: Config['serve'],
  signal: AbortSignal | undefined,
): ControlAccess => ({ url: gatewayUrl(url, serve), key: withDotEnv(process.env).ZENBUN_KEY || undefined, signal });

/** The name of whoever runs this; undefined where the machine has none for them. */
export function ownName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
