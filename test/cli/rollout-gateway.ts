import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ServeOptions, serve } from '../../src/gates/index.ts';
import { newAccessKey } from '../../src/gateway/index.ts';
import type { AccessScope } from '../../src/schema/index.ts';
import { type Ended, folderWith, zenbun } from './command.ts';
import { ANSWER, REFUSAL } from './ledger-folders.ts';

/** Starts a loopback server that answers every request with this status and text. */
export async function answering(status: number, text: (body: string) => string): Promise<string> {
  const server = createServer((request, response) => {
    const bytes: Buffer[] = [];
    request.on('data', (piece) => bytes.push(piece));
    request.on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text(Buffer.concat(bytes).toString()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The stable model declines; the tuned one declines and then continues. */
const completion = (body: string) => {
  const { model } = JSON.parse(body) as { model: string };
  const message = { role: 'assistant', content: model === 'tuned' ? ANSWER : REFUSAL };
  return JSON.stringify({
    id: '1',
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  });
};

export interface RolloutGateway {
  readonly url: string;
  readonly folder: string;
  /** Access keys, by scope. */
  readonly keys: Readonly<Record<'use' | 'administer', string>>;
  /** Asks for the model as this many users, one after another. */
  ask(users: number): Promise<void>;
  /** Runs `zenbun rollout …` in the folder of its zenbun.yaml, with the key that has the rights. */
  rollout(...args: readonly string[]): Promise<Ended>;
}

/** Starts a gateway with a rollout of `support`, whose settings are in a zenbun.yaml beside its ledger. */
export async function rolloutGateway(settings: NonNullable<ServeOptions['rollouts']>[string]): Promise<RolloutGateway> {
  const upstream = await answering(200, completion);
  const [use, administer] = [newAccessKey(randomBytes(32)), newAccessKey(randomBytes(32))];
  const key = (id: string, hash: string, scopes: AccessScope[]) => ({ id, hash, scopes });
  const folder = folderWith({});
  const serving = await serve({
    listen: '127.0.0.1:0',
    upstreams: { one: { url: `${upstream}/v1` } },
    models: {
      support: { model: 'before', digest: 'sha256:before' },
      'support-7': { model: 'tuned', digest: 'sha256:tuned' },
    },
    rollouts: { support: settings },
    keys: [key('web', use.hash, ['use']), key('ops', administer.hash, ['administer'])],
    ledger: { folder: join(folder, 'ledger'), origin: 'test.example/log' },
  });
  onTestFinished(() => serving.stop(1000));
  const env = { ZENBUN_KEY: administer.key };
  const config = join(folderWith({ 'zenbun.yaml': `serve:\n  listen: ${new URL(serving.url).port}\n` }), 'zenbun.yaml');
  return {
    url: serving.url,
    folder: serving.ledger.folder,
    keys: { use: use.key, administer: administer.key },
    async ask(users) {
      for (let user = 0; user < users; user += 1) {
        const body = {
          model: 'support',
          user: `u${user}`,
          messages: [{ role: 'user', content: 'How do I fold a boat?' }],
        };
        const response = await fetch(`${serving.url}/v1/chat/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${use.key}` },
          body: JSON.stringify(body),
        });
        await response.text();
      }
    },
    rollout: (...args) => zenbun(['rollout', ...args, '-c', config], { env }),
  };
}
