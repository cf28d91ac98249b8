import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NO_USAGE } from '../../schema/index.ts';
import { openGguf } from './gguf-model.ts';
import { type LlamaRuntime, type LlamaSession, type LlamaTurn, loadLlamaRuntime } from './llama-runtime.ts';

const never = new AbortController().signal;
/** Any existing file; the runtime is scripted. */
const FILE = fileURLToPath(import.meta.url);

/** A runtime whose model repeats the question, counts letters as tokens, and has room for 100 of them. */
function scriptedRuntime({ runs = true, loads = true, stopReason = 'eogToken', cpuMathCores = 2 } = {}) {
  const seen: object[] = [];
  const asked: { engine?: object; context?: object } = {};
  const open = { sessions: 0, most: 0 };
  const tokenMeter = { usedInputTokens: 100, usedOutputTokens: 100 };
  const clearHistory = async () => undefined;
  const context = { contextSize: 100, getSequence: () => ({ tokenMeter, clearHistory }) };
  const createContext = async (options: object) => {
    asked.context = options;
    return context;
  };
  const runtime: LlamaRuntime = {
    getLlama: async (options) => {
      asked.engine = options;
      if (!runs) throw new Error('NoBinaryFound');
      return {
        cpuMathCores,
        loadModel: async () => {
          if (!loads) throw new Error('bad magic');
          return { createContext };
        },
      };
    },
    LlamaChatSession: class {
      history: readonly LlamaTurn[] = [];
      readonly shift: () => object;
      constructor({ contextShift }: { contextShift: { strategy: () => object } }) {
        this.shift = contextShift.strategy;
        open.most = Math.max(open.most, ++open.sessions);
      }
      setChatHistory(history: LlamaTurn[]) {
        this.history = history;
      }
      async promptWithMeta(text: string, options: Parameters<LlamaSession['promptWithMeta']>[1]) {
        const { signal, stopOnAbortSignal, ...others } = options;
        signal.throwIfAborted();
        seen.push({ history: this.history, text, ...others });
        if (text === 'fail') throw new Error('no memory');
        if (text.length > context.contextSize) this.shift();
        signal.throwIfAborted();
        tokenMeter.usedInputTokens += text.length;
        tokenMeter.usedOutputTokens += 2;
        if (text === 'on and on') this.shift();
        return {
          responseText: `${others.responsePrefix ?? ''}${text}`,
          stopReason: signal.aborted && stopOnAbortSignal ? 'abort' : stopReason,
        };
      }
      dispose() {
        open.sessions--;
      }
    },
  };
  return { seen, asked, open, load: async () => runtime };
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

test('an engine that does not run here is no fault of the file', async () => {
  const { load } = scriptedRuntime({ runs: false });
  await expect(openGguf('gguf:x', FILE, load)).rejects.toMatchObject({
    code: 'usage',
    message: 'gguf: models cannot run here: NoBinaryFound',
  });
});

test('no more threads than cores, no context as large as the memory, and nothing is compiled', async () => {
  const few = scriptedRuntime({ cpuMathCores: 1 });
  await openGguf('gguf:x', FILE, few.load);
  expect(few.asked).toEqual({
    engine: { logLevel: 'error', build: 'never' },
    context: { contextSize: { max: 8192 }, threads: 1 },
  });
  const many = scriptedRuntime({ cpuMathCores: 1000 });
  await openGguf('gguf:x', FILE, many.load);
  expect(many.asked.context).toMatchObject({ threads: availableParallelism() });
});

test('what does not fit into the context is rejected, and an answer that fills it is cut', async () => {
  const { load } = scriptedRuntime();
  const model = await openGguf('gguf:x', FILE, load);
  await expect(model.ask(asking('long'.repeat(30)), never)).rejects.toMatchObject({
    code: 'rejected',
    message: 'gguf:x cannot take a conversation of more than 100 tokens',
  });
  expect(await model.ask(asking('on and on'), never)).toMatchObject({ text: 'on and on', finish: 'length' });
  expect(await model.ask(asking('next'), never)).toMatchObject({ text: 'next', finish: 'stop' });
});

test('an answer that was interrupted is none, however far it came', async () => {
  const { load } = scriptedRuntime();
  const model = await openGguf('gguf:x', FILE, load);
  const stop = new AbortController();
  const answer = model.ask(asking('one'), stop.signal);
  const waiting = model.ask(asking('two'), stop.signal, {
    send: () => expect.unreachable('nothing is paid for what was never asked'),
    settle: () => undefined,
    used: NO_USAGE,
  });
  stop.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
  await expect(waiting).rejects.toThrow('enough');
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

test('questions wait for each other, whatever becomes of them and whichever model is asked', async () => {
  const { load, open } = scriptedRuntime({ stopReason: 'maxTokens' });
  const model = await openGguf('gguf:x', FILE, load);
  const other = await openGguf('gguf:y', FILE, load);
  const answers = await Promise.allSettled([
    model.ask(asking('one'), never),
    model.ask(asking('fail'), never),
    model.ask(asking('two'), AbortSignal.abort(new Error('gone'))),
    model.ask({ turns: [] }, never),
    other.ask(asking('three'), never),
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
