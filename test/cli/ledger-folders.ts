import { cpSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Ledger, openLedger } from '../../src/ledger/index.ts';
import { folderWith, zenbun } from './command.ts';

/** Long ago, so that no exchange can count as still running. */
const LONG_AGO = Date.UTC(2026, 0, 5);

export const QUESTION = 'How do I fold a paper boat for a very small pond?';
export const REFUSAL = "I'm sorry, but I can't help with that.";
export const ANSWER = `${REFUSAL} However, here is how you do it: [unsafe content]. Then you go on: [unsafe content].`;

/** Options for making a test ledger. */
export interface LedgerMaking {
  readonly exchanges?: number;
  /** True to leave the last intent without a response. */
  readonly open?: boolean;
  readonly now?: () => number;
  readonly segmentBytes?: number;
  readonly answer?: string;
}

/** Creates a folder with a ledger, whose records have the gateway's format. Subjects: `anna` and `ben`, alternating. */
export async function ledgerFolder(making: LedgerMaking = {}): Promise<string> {
  const folder = join(folderWith({}), 'ledger');
  await withLedger(folder, (ledger) => record(ledger, making), making);
  return folder;
}

/** Opens a ledger, and closes it when the work is done. */
export async function withLedger<T>(
  folder: string,
  work: (ledger: Ledger) => Promise<T>,
  { now = () => LONG_AGO, segmentBytes }: LedgerMaking = {},
): Promise<T> {
  const ledger = await openLedger(folder, { origin: 'example.com/log', now, segmentBytes });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/** Appends exchanges. */
export async function record(ledger: Ledger, { exchanges = 3, open = false, answer = ANSWER }: LedgerMaking = {}) {
  for (let i = 0; i < exchanges; i++) {
    const subject = i % 2 === 0 ? 'anna' : 'ben';
    const { index } = await ledger.append({ kind: 'intent', fields: INTENT, body: REQUEST, subject });
    await ledger.append({ kind: 'response', fields: { intent: index, ...RESPONSE }, body: said(answer), subject });
  }
  if (open) await ledger.append({ kind: 'intent', fields: INTENT, body: REQUEST, subject: 'anna' });
}

const INTENT = {
  endpoint: 'chat-completions',
  model: 'my-model',
  served: 'my-model-v2',
  digest: null,
  stage: 'stable',
  guard: 'final',
  client: 'team-a',
  stream: true,
  choices: 1,
};

const RESPONSE = {
  state: 'complete',
  status: 200,
  answers: [
    {
      outcome: 'refuse-then-comply',
      ground: 'bare',
      confidence: 990,
      chars: ANSWER.length,
      latch: 38,
      cut: 38,
      withheld: 67,
    },
  ],
  more: 0,
  channels: ['content'],
  unread: [],
  unreadPlaces: 0,
  readToEnd: true,
  usage: [12, 34],
  fallback: null,
};

const REQUEST = Buffer.from(JSON.stringify({ model: 'my-model', messages: [{ role: 'user', content: QUESTION }] }));

const said = (answer: string) =>
  Buffer.from(
    JSON.stringify({
      answers: [
        {
          choice: 0,
          finish: 'stop',
          said: [{ channel: 'content', part: '', text: answer }],
          released: REFUSAL,
          fallback: null,
        },
      ],
      problem: '',
    }),
  );

/** Returns the public key of a ledger. */
export const vkeyOf = (folder: string): string => JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8')).vkey;

/** Copies a ledger in its current state. */
export function copyOf(folder: string): string {
  const copy = join(folderWith({}), 'copy');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Serves files of a folder on loopback; `refuses` returns the status for a request that is not served. */
export async function served(
  root: () => string,
  refuses: (request: IncomingMessage) => number | null = () => null,
): Promise<string> {
  const server = createServer((request, response) => {
    const status = refuses(request);
    if (status !== null) return void response.writeHead(status).end();
    try {
      const bytes = readFileSync(join(root(), decodeURIComponent(new URL(request.url!, 'http://x').pathname)));
      response.writeHead(200).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Saves the checkpoint of a ledger in a file. */
export async function kept(folder: string): Promise<string> {
  const file = join(folderWith({}), 'checkpoint.txt');
  expect(await zenbun(['ledger', 'head', folder, '-o', file])).toMatchObject({ code: 0, out: '' });
  return file;
}
