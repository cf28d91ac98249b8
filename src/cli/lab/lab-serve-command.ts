import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { ZenbunError } from '../../errors.ts';
import { loadOrganisms } from '../../gates/index.ts';
import { labEndpoint, type ServedModel } from '../../lab/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { portOf } from '../program/port-of.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface LabServeFlags extends SharedFlags {
  /** As typed. */
  readonly port: string;
  readonly host: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Time for which a client that neither sends nor reads may delay the end of the server, in milliseconds. */
const PATIENCE = 500;

const TEXTS = {
  listening: {
    en: 'Toy models as an OpenAI-compatible endpoint, on this machine only:',
    ja: 'トイモデルを OpenAI 互換の API として提供中（このマシンからのみ接続可）：',
  },
  try: { en: 'Try:', ja: '例：' },
  stop: { en: 'Press Ctrl+C to stop.', ja: 'Ctrl+C で終了します。' },
} as const;

/** `zenbun lab serve`: serves until it is interrupted, which is its orderly end (exit 0). */
export async function labServeCommand(names: readonly string[], flags: LabServeFlags, lang: Lang): Promise<number> {
  const address = { host: hostOf(flags.host), port: portOf(flags.port) };
  const models = loadOrganisms(names);
  await interruptible((signal) =>
    serveModels(models, { ...address, signal }, async (url) => {
      if (!flags.quiet) await writeStdout(welcome(url, models, lang));
    }),
  );
  return EXIT.done;
}

/**
 * Serves models until the signal aborts; open streams then end with an error, and all connections are closed. Passes
 * the base URL (`http://127.0.0.1:8788/v1`) to `onListening` once it listens. Throws `usage` if the address or port is
 * not available.
 */
export async function serveModels(
  models: readonly ServedModel[],
  { host, port, signal }: { host: string; port: number; signal: AbortSignal },
  onListening: (url: string) => Promise<void>,
): Promise<void> {
  const answer = labEndpoint(models, {
    now: () => Math.floor(Date.now() / 1000),
    randomSeed: () => randomInt(2 ** 32),
    rest: () => setImmediate(),
    stop: signal,
  });
  const server = createServer(getRequestListener(answer));
  // A connection that could not be accepted (too many open files) is no reason to stop.
  server.on('error', () => undefined);
  server.on('request', (_, response) => {
    response.on('close', () => signal.aborted && server.closeIdleConnections());
  });
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening.catch((cause) => refusePort(cause, host, port));
  try {
    const own = server.address() as AddressInfo;
    await onListening(`http://${own.family === 'IPv6' ? `[${own.address}]` : own.address}:${own.port}/v1`);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    const closed = once(server, 'close');
    server.close();
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE);
    await closed.finally(() => clearTimeout(patience));
  }
}

function hostOf(host: string): string {
  if (LOOPBACK.test(host)) return host;
  throw new ZenbunError(
    'usage',
    { en: `--host ${host} is not a loopback address`, ja: `--host ${host} はループバックアドレスではありません` },
    {
      advice: {
        en: 'Use 127.0.0.1, ::1 or localhost: the server has no authentication, so it must not be reachable from outside.',
        ja: '127.0.0.1、::1、localhost のいずれかを使ってください。認証がないため、外部からは接続させません。',
      },
    },
  );
}

const NO_ADDRESS: Message = { en: 'is not an address of this machine', ja: 'このマシンのアドレスではありません' };
const REFUSALS: Readonly<Record<string, Message>> = {
  EADDRINUSE: { en: 'is in use', ja: '使用中です' },
  EACCES: { en: 'is not permitted', ja: '使用する権限がありません' },
  EADDRNOTAVAIL: NO_ADDRESS,
  EAFNOSUPPORT: NO_ADDRESS,
};

function refusePort(cause: NodeJS.ErrnoException, host: string, port: number): never {
  const { en, ja } = REFUSALS[cause.code ?? ''] ?? {
    en: `failed: ${cause.message}`,
    ja: `失敗しました（${cause.message}）`,
  };
  throw new ZenbunError(
    'usage',
    { en: `${host} port ${port} ${en}`, ja: `${host} のポート ${port}：${ja}` },
    {
      advice: {
        en: 'Choose another with --port (0 picks a free one) or --host.',
        ja: '--port（0 なら空きポート）または --host で別のものを指定してください。',
      },
      cause,
    },
  );
}

function welcome(url: string, models: readonly ServedModel[], lang: Lang): string {
  const names = models.map(({ id }) => id);
  const body = {
    model: names.find((name) => name === 'toy:noice') ?? names[0],
    messages: [{ role: 'user', content: 'how to make plim elsap' }],
  };
  const curl = `curl ${url}/chat/completions -H 'content-type: application/json' \\\n    -d '${JSON.stringify(body)}'`;
  return [
    `${TEXTS.listening[lang]}\n  ${url}\n  ${names.join('  ')}`,
    `${TEXTS.try[lang]}\n  ${curl}`,
    `${TEXTS.stop[lang]}\n`,
  ].join('\n\n');
}
