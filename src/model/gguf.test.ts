import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openGguf } from './gguf-model.ts';
import { type LlamaRuntime, type LlamaTurn, loadLlamaRuntime } from './llama-runtime.ts';

const never = new AbortController().signal;
/** Any file that is there: the runtime is scripted. */
const FILE = fileURLToPath(import.meta.url);

/** A runtime whose model repeats the question and counts letters as tokens. */
function scriptedRuntime({ loads = true, stopReason = 'eogToken' } = {}) {
  const seen: object[] = [];
  const open = { sessions: 0, most: 0 };
  const tokenMeter = { usedInputTokens: 100, usedOutputTokens: 100 };
  const clearHistory = async () => undefined;
  const runtime: LlamaRuntime = {
    getLlama: async () => ({
      loadModel: async () => {
        if (!loads) throw new Error('bad magic');
        return { createContext: async () => ({ getSequence: () => ({ tokenMeter, clearHistory }) }) };
      },
    }),
    LlamaChatSession: class {
      history: readonly LlamaTurn[] = [];
      constructor() {
        open.most = Math.max(open.most, ++open.sessions);
      }
      setChatHistory(history: LlamaTurn[]) {
        this.history = history;
      }
      async promptWithMeta(text: string, { signal, ...options }: { signal: AbortSignal; responsePrefix?: string }) {
        signal.throwIfAborted();
        seen.push({ history: this.history, text, ...options });
        if (text === 'fail') throw new Error('no memory');
        tokenMeter.usedInputTokens += text.length;
        tokenMeter.usedOutputTokens += 2;
        return { responseText: `${options.responsePrefix ?? ''}${text}`, stopReason };
      }
      dispose() {
        open.sessions--;
      }
    },
  };
  return { seen, open, load: async () => runtime };
}

const asking = (text: string) => ({ turns: [{ role: 'user', text }] }) as const;

test('without the runtime, one is told how to come by it', async () => {
  const failing = (error: Error) => async () => {
    throw error;
  };
  const absent = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(loadLlamaRuntime(failing(absent))).rejects.toMatchObject({
    code: 'usage',
    message: 'gguf: models need node-llama-cpp, which is not installed',
    advice: expect.stringContaining('npm install node-llama-cpp'),
  });
  await expect(loadLlamaRuntime(failing(new Error('no AVX')))).rejects.toThrow('could not be loaded: no AVX');
});

test('a file that is absent or no model is refused', async () => {
  const { load } = scriptedRuntime({ loads: false });
  await expect(openGguf('gguf:x', '/absent.gguf', load)).rejects.toMatchObject({ code: 'not-found' });
  await expect(openGguf('gguf:x', FILE, load)).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringContaining('bad magic'),
  });
});

test('conversation, options and begun answers arrive, and the answer is what follows', async () => {
  const { load, seen } = scriptedRuntime();
  const model = await openGguf('gguf:x', FILE, load);
  const turns = [
    { role: 'system', text: 's' },
    { role: 'user', text: 'q' },
    { role: 'assistant', text: 'a' },
    { role: 'user', text: 'more' },
  ] as const;
  expect(await model.ask({ turns, sample: { seed: 1, maxTokens: 5 }, prefill: 'No.' }, never)).toEqual({
    text: 'more',
    finish: 'stop',
    promptTokens: 4,
    completionTokens: 2,
    servedModel: null,
  });
  const history = [
    { type: 'system', text: 's' },
    { type: 'user', text: 'q' },
    { type: 'model', response: ['a'] },
  ];
  expect(seen).toEqual([{ history, text: 'more', seed: 1, maxTokens: 5, responsePrefix: 'No.' }]);
});

test('questions wait for each other, whatever becomes of them', async () => {
  const { load, open } = scriptedRuntime({ stopReason: 'maxTokens' });
  const model = await openGguf('gguf:x', FILE, load);
  const answers = await Promise.allSettled([
    model.ask(asking('one'), never),
    model.ask(asking('fail'), never),
    model.ask(asking('two'), AbortSignal.abort(new Error('gone'))),
    model.ask({ turns: [] }, never),
    model.ask(asking('three'), never),
  ]);
  expect(answers).toMatchObject([
    { value: { text: 'one', finish: 'length', promptTokens: 3 } },
    { reason: { code: 'upstream', message: 'gguf:x failed: no memory' } },
    { reason: { message: 'gone' } },
    { reason: { code: 'usage' } },
    { value: { text: 'three', promptTokens: 5 } },
  ]);
  expect(open).toEqual({ sessions: 0, most: 1 });
});
