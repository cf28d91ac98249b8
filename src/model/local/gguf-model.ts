import { access } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { ZenbunError } from '../../errors.ts';
import type { Finish } from '../../wire/index.ts';
import type { Model, ModelAnswer, ModelRequest, ModelTurn } from '../model.ts';
import type { Llama, LlamaContext, LlamaRuntime, LlamaSequence, LlamaTurn } from './llama-runtime.ts';

const FINISHES: Readonly<Record<string, Finish>> = {
  eogToken: 'stop',
  stopGenerationTrigger: 'stop',
  maxTokens: 'length',
};

/** The memory of a context grows with its size, and some models are trained for up to a million tokens. */
const MOST_CONTEXT_TOKENS = 8192;

/**
 * The local models of a process share its cores, so they answer in turn. Threads spin while they wait for each other;
 * with more threads than cores, an answer takes a hundred times as long.
 */
const inTurn = pLimit(1);

/**
 * Opens a GGUF file in this process. It answers one question at a time, each in an empty context of at most 8,192
 * tokens, and deterministically if no temperature is given. Throws `not-found` or `unreadable` for the file, `usage` if
 * the engine does not run here, and whatever `loadRuntime` throws. Answering throws `rejected` if a conversation does
 * not fit into the context.
 */
export async function openGguf(id: string, path: string, loadRuntime: () => Promise<LlamaRuntime>): Promise<Model> {
  await access(path).catch((cause) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path} could not be read`, ja: `${path} を読めませんでした` },
      { cause },
    );
  });
  const runtime = await loadRuntime();
  const llama = await startLlama(runtime);
  const context = await loadContext(path, llama);
  const sequence = context.getSequence();
  return {
    id,
    origin: 'gguf',
    ask: (request, signal, guard) =>
      inTurn(async () => {
        signal.throwIfAborted();
        const asked = conversationOf(request, id);
        await guard?.send();
        let outcome: ModelAnswer | 'lost' = 'lost';
        try {
          outcome = await answerOnce(asked, { runtime, contextSize: context.contextSize, sequence, signal, id });
          return outcome;
        } finally {
          guard?.settle(outcome);
        }
      }),
  };
}

async function startLlama(runtime: LlamaRuntime): Promise<Llama> {
  try {
    // If no binary fits, the package would otherwise download the engine's source and compile it, unasked and for
    // minutes.
    return await runtime.getLlama({ logLevel: 'error', build: 'never' });
  } catch (cause) {
    throw new ZenbunError(
      'usage',
      {
        en: `gguf: models cannot run here: ${messageOf(cause)}`,
        ja: `この環境では gguf: のモデルを実行できません：${messageOf(cause)}`,
      },
      {
        advice: {
          en: 'Run npx node-llama-cpp inspect gpu, or build it with npx node-llama-cpp source download.',
          ja: 'npx node-llama-cpp inspect gpu で確認するか、npx node-llama-cpp source download でビルドしてください。',
        },
        cause,
      },
    );
  }
}

async function loadContext(path: string, llama: Llama): Promise<LlamaContext> {
  try {
    const model = await llama.loadModel({ modelPath: path });
    return await model.createContext({
      contextSize: { max: MOST_CONTEXT_TOKENS },
      // The package's own default is at least four, however few cores there are.
      threads: Math.min(llama.cpuMathCores, availableParallelism()),
    });
  } catch (cause) {
    throw new ZenbunError(
      'unreadable',
      {
        en: `${path} could not be loaded as a model: ${messageOf(cause)}`,
        ja: `${path} をモデルとして読み込めませんでした：${messageOf(cause)}`,
      },
      { cause },
    );
  }
}

interface Conversation extends Pick<ModelRequest, 'sample' | 'prefill'> {
  readonly history: LlamaTurn[];
  readonly question: string;
}

function conversationOf({ turns, sample, prefill }: ModelRequest, id: string): Conversation {
  const question = turns.at(-1);
  if (question?.role !== 'user') throw notOfUser(id);
  return {
    history: turns.slice(0, -1).map(turnOf),
    question: question.text,
    ...(sample === undefined ? {} : { sample }),
    ...(prefill === undefined ? {} : { prefill }),
  };
}

function turnOf({ role, text }: ModelTurn): LlamaTurn {
  return role === 'assistant' ? { type: 'model', response: [text] } : { type: role, text };
}

interface Generation {
  readonly runtime: LlamaRuntime;
  readonly contextSize: number;
  readonly sequence: LlamaSequence;
  readonly signal: AbortSignal;
  readonly id: string;
}

async function answerOnce(
  { history, question, sample = {}, prefill }: Conversation,
  { runtime, contextSize, sequence, signal, id }: Generation,
): Promise<ModelAnswer> {
  const full = new AbortController();
  // Called when the context is full. By default the package would drop the beginning of the conversation and continue
  // without it.
  const strategy = () => {
    full.abort();
    return { chatHistory: [] };
  };
  await sequence.clearHistory();
  const { usedInputTokens, usedOutputTokens } = sequence.tokenMeter;
  const session = new runtime.LlamaChatSession({ contextSequence: sequence, contextShift: { strategy } });
  try {
    session.setChatHistory(history);
    const { responseText, stopReason } = await session.promptWithMeta(question, {
      signal: AbortSignal.any([signal, full.signal]),
      stopOnAbortSignal: true,
      ...sample,
      ...(prefill === undefined ? {} : { responsePrefix: prefill }),
    });
    signal.throwIfAborted();
    return {
      // The runtime's text starts with the prefill.
      text:
        prefill !== undefined && responseText.startsWith(prefill) ? responseText.slice(prefill.length) : responseText,
      finish: full.signal.aborted ? 'length' : (FINISHES[stopReason] ?? 'other'),
      promptTokens: sequence.tokenMeter.usedInputTokens - usedInputTokens,
      completionTokens: sequence.tokenMeter.usedOutputTokens - usedOutputTokens,
      servedModel: null,
    };
  } catch (cause) {
    signal.throwIfAborted();
    if (full.signal.aborted) {
      throw new ZenbunError('rejected', {
        en: `${id} cannot take a conversation of more than ${contextSize} tokens`,
        ja: `${id} は ${contextSize} トークンを超える会話を扱えません`,
      });
    }
    throw new ZenbunError(
      'upstream',
      { en: `${id} failed: ${messageOf(cause)}`, ja: `${id} が失敗しました：${messageOf(cause)}` },
      { cause },
    );
  } finally {
    session.dispose({ disposeSequence: false });
  }
}

const notOfUser = (id: string) =>
  new ZenbunError('usage', {
    en: `${id} answers only user turns`,
    ja: `${id} はユーザーの発言にだけ回答します`,
  });

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
