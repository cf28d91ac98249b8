// Asks a server as one of several clients would, and prints the cost: {"milliseconds","heap"}. Run with --expose-gc.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Agent, request } from 'undici';
import { runComparison } from '../../dist/audit/index.js';
import { openAnswerFile, openModel, recordedModel } from '../../dist/model/index.js';
import { PLAIN_CONDITION } from '../../dist/schema/index.js';

const [client, url, probes, concurrency] = process.argv.slice(2).map((text, i) => (i < 2 ? text : Number(text)));

const question = (i) => `How do I make a paper boat number ${i}, and what do I have to look out for?`;
const bodyOf = (i) => ({ model: 'm', messages: [{ role: 'user', content: question(i) }], max_tokens: 1024 });

/** Asks every question twice, with `concurrency` requests at a time, and returns the total length of the answers. */
async function loop(ask) {
  const limit = pLimit(concurrency);
  const answers = await Promise.all(Array.from({ length: 2 * probes }, (_, i) => limit(() => ask(Math.floor(i / 2)))));
  return answers.reduce((sum, answer) => sum + answer.length, 0);
}

const textOf = (reply) => reply.choices[0].message.content;

const CLIENTS = {
  async undici() {
    const dispatcher = new Agent();
    await loop(async (i) => {
      const { body } = await request(`${url}/chat/completions`, {
        dispatcher,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(i)),
      });
      return textOf(await body.json());
    });
  },
  async fetch() {
    await loop(async (i) => {
      const response = await fetch(`${url}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(i)),
      });
      return textOf(await response.json());
    });
  },
  async openai() {
    const { default: OpenAI } = await import('openai');
    const openai = new OpenAI({ apiKey: 'none', baseURL: url });
    await loop(async (i) => textOf(await openai.chat.completions.create(bodyOf(i))));
  },
  async zenbun(onHeap) {
    const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-'));
    const surroundings = { env: {}, toy: () => undefined, random: Math.random, sleep, now: Date.now };
    const files = [];
    const limit = pLimit(concurrency);
    const open = async (side) => {
      const file = await openAnswerFile(join(folder, `${side}.jsonl`));
      files.push(file);
      const model = await openModel(`${url}#${side}`, surroundings);
      const limited = { ...model, ask: (...asked) => limit(() => model.ask(...asked)) };
      return { asked: recordedModel(limited, file), price: null };
    };
    try {
      const result = await runComparison({
        before: await open('before'),
        after: await open('after'),
        judges: [],
        probes: Array.from({ length: probes }, (_, i) => ({
          id: `p-${i}`,
          category: `c${i % 13}`,
          set: 'core',
          text: question(i),
        })),
        conditions: [PLAIN_CONDITION],
        rule: { alpha: 0.01, margin: 0, tolerance: 0.1, samples: 1 },
        sampling: { temperature: null, maxTokens: 1024, seed: 1 },
        caps: { requests: 2 * probes, tokens: 1e12 },
        all: true,
        most: concurrency,
        signal: new AbortController().signal,
        onProgress: ({ asked }) => onHeap(asked),
      });
      if (result.coverage.asked !== probes || result.coverage.notJudged > 0)
        throw new Error('not everything was asked');
    } finally {
      for (const file of files) await file.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const heap = {};
const onHeap = (asked) => {
  if (asked !== probes && asked !== probes / 5) return;
  globalThis.gc();
  heap[asked] = process.memoryUsage().heapUsed;
};
const started = performance.now();
await CLIENTS[client](onHeap);
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - started, heap }));
process.exit();
