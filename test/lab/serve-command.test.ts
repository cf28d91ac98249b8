import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { labServeCommand, serveModels } from '../../src/cli/lab/lab-serve-command.ts';
import { initialParameters } from '../../src/lab/gpt/train.ts';
import { encodeModel } from '../../src/lab/index.ts';
import { ScriptedDecoder } from '../../src/lab/serve/fixtures/scripted-decoder.ts';
import { TOY_GPT } from '../../src/lab/study/settings.ts';
import { seededRandom } from '../../src/stats/index.ts';
import { CLI, folderWith, zenbun } from '../cli/command.ts';

const endless = () => {
  const decoder = new ScriptedDecoder({ slots: 4, context: 4096, endless: true });
  return { decoder, models: [{ id: 'toy:noice', decoder }] };
};
const question = { model: 'toy:noice', messages: [{ role: 'user' as const, content: 'hello' }], stream: true as const };
const clientOf = (baseURL: string) => new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 });

/** Starts a server of endless answers; `stop` ends it. */
async function listening(port = 0) {
  const { decoder, models } = endless();
  const stopping = new AbortController();
  let told = (_: string) => {};
  const url = new Promise<string>((resolve) => {
    told = resolve;
  });
  const ended = serveModels(models, { host: '127.0.0.1', port, signal: stopping.signal }, async (own) => told(own));
  const stop = async () => {
    stopping.abort();
    await ended;
  };
  return { url: await Promise.race([url, ended.then(() => '')]), stop, decoder };
}

test('stopping ends open streams with an error, and all connections', async () => {
  const { url, stop, decoder } = await listening();
  const streams = await Promise.all([1, 2, 3].map(() => clientOf(url).chat.completions.create(question)));
  const ends = streams.map(async (stream) => {
    for await (const _ of stream);
  });
  const refused = Promise.all(ends.map((end) => expect(end).rejects.toThrow('The server is stopping.')));
  await stop();
  await refused;
  expect(decoder.openSlots).toBe(0);
  await expect(clientOf(url).models.list()).rejects.toThrow(OpenAI.APIConnectionError);
});

test('a client that sent half a request does not keep the server from ending', async () => {
  const { url, stop } = await listening();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head =
    'POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n';
  socket.write(head);
  // The server has accepted the request once it responds.
  await once(socket, 'data');
  socket.write('{');
  const closed = once(socket, 'close');
  await stop();
  await closed;
});

test('a port that is in use is told, with advice', async () => {
  const { url, stop } = await listening();
  const port = Number(new URL(url).port);
  await expect(listening(port)).rejects.toMatchObject({
    name: 'ZenbunError',
    code: 'usage',
    message: `127.0.0.1 port ${port} is in use`,
    advice: expect.stringContaining('--port'),
  });
  await stop();
});

test.each([
  [{ host: '0.0.0.0' }, '--host 0.0.0.0 is not a loopback address'],
  [{ host: '192.168.1.2' }, '--host 192.168.1.2 is not a loopback address'],
  [{ host: '127.0.0.1.example.org' }, '--host 127.0.0.1.example.org is not a loopback address'],
  [{ port: '65536' }, '--port 65536 is not a whole number from 0 to 65535'],
  [{ port: '80a' }, '--port 80a is not a whole number from 0 to 65535'],
  [{ port: '' }, '--port  is not a whole number from 0 to 65535'],
])('%j is refused', async (flags, message) => {
  const served = labServeCommand([], { host: '127.0.0.1', port: '0', color: false, ...flags }, 'en');
  await expect(served).rejects.toMatchObject({ code: 'usage', message });
});

describe.skipIf(process.platform === 'win32')('the command', () => {
  const modelFile = () => {
    const parameters = initialParameters(TOY_GPT, seededRandom(1));
    const folder = folderWith({ 'noice.safetensors': encodeModel({ row: 'noice', seed: 1, parameters }) });
    return join(folder, 'noice.safetensors');
  };

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'says where it listens, answers, and ends cleanly on %s',
    async (signal) => {
      const child = spawn(process.execPath, [CLI, 'lab', 'serve', modelFile(), '--port', '0', '--lang', 'en']);
      let out = '';
      let err = '';
      child.stderr.on('data', (bytes) => (err += bytes));
      child.stdout.on('data', (bytes) => (out += bytes));
      const ended = once(child, 'close');
      while (!out.includes('Ctrl+C')) await Promise.race([once(child.stdout, 'data'), ended]);
      const url = /^ {2}(http:\/\/127\.0\.0\.1:\d+\/v1)$/m.exec(out)![1]!;
      expect(out).toContain(`curl ${url}/chat/completions`);
      const stream = await clientOf(url).chat.completions.create({ ...question, max_tokens: 3 });
      let chunks = 0;
      for await (const _ of stream) chunks++;
      expect(chunks).toBeGreaterThan(2);
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(err).toBe('');
    },
  );

  test('a port in use is an error of usage', async () => {
    const { url, stop } = await listening();
    const { code, err } = await zenbun(['lab', 'serve', modelFile(), '--port', new URL(url).port]);
    expect(code).toBe(2);
    expect(err).toMatch(/^zenbun: error: 127\.0\.0\.1 port \d+ is in use\n {2}next: Choose another/);
    await stop();
  });
});
