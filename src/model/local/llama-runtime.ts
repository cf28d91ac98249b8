import { ZenbunError } from '../../errors.ts';

/** The parts of node-llama-cpp (https://node-llama-cpp.withcat.ai/api), an optional package, that are used here. */
export interface LlamaRuntime {
  readonly getLlama: (options: { logLevel: 'error'; build: 'never' }) => Promise<Llama>;
  readonly LlamaChatSession: new (options: {
    contextSequence: LlamaSequence;
    contextShift: { strategy: () => { chatHistory: LlamaTurn[] } };
  }) => LlamaSession;
}

/** The engine, as it runs on this machine. */
export interface Llama {
  /** Number of cores worth computing on, according to the engine. */
  readonly cpuMathCores: number;
  loadModel(options: { modelPath: string }): Promise<LlamaModel>;
}

interface LlamaModel {
  createContext(options: { contextSize: { max: number }; threads: number }): Promise<LlamaContext>;
}

export interface LlamaContext {
  /** Number of tokens that a conversation and its answer may have together. */
  readonly contextSize: number;
  getSequence(): LlamaSequence;
}

/** The place of one conversation in the context. Its meter is not reset between questions. */
export interface LlamaSequence {
  readonly tokenMeter: { readonly usedInputTokens: number; readonly usedOutputTokens: number };
  clearHistory(): Promise<void>;
}

export type LlamaTurn =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: string[] };

export interface LlamaSession {
  setChatHistory(history: LlamaTurn[]): void;
  promptWithMeta(
    text: string,
    options: {
      readonly signal: AbortSignal;
      /** If the signal aborts during an answer, the part generated so far is returned. */
      readonly stopOnAbortSignal: true;
      readonly temperature?: number;
      readonly seed?: number;
      readonly maxTokens?: number;
      readonly responsePrefix?: string;
    },
  ): Promise<{ readonly responseText: string; readonly stopReason: string }>;
  dispose(options: { disposeSequence: false }): void;
}

/** Name of the package, typed as a plain string to hide it from the compiler, because the package is optional. */
const PACKAGE: string = 'node-llama-cpp';

/** Loads node-llama-cpp (`load` is for tests). Throws `usage` if it is not installed or does not run here. */
export async function loadLlamaRuntime(
  load: () => Promise<LlamaRuntime> = () => import(PACKAGE),
): Promise<LlamaRuntime> {
  try {
    return await load();
  } catch (cause) {
    const isAbsent = (cause as { code?: string }).code === 'ERR_MODULE_NOT_FOUND';
    const why = cause instanceof Error ? cause.message : cause;
    const what = isAbsent
      ? { en: 'is not installed', ja: 'インストールされていません' }
      : { en: `could not be loaded: ${why}`, ja: `読み込めませんでした：${why}` };
    throw new ZenbunError(
      'usage',
      {
        en: `gguf: models need ${PACKAGE}, which ${what.en}`,
        ja: `gguf: のモデルには ${PACKAGE} が必要ですが、${what.ja}`,
      },
      {
        advice: {
          en: `Run npm install ${PACKAGE}, or serve the file (llama-server, Ollama) and use http://127.0.0.1:8080/v1#NAME.`,
          ja: `npm install ${PACKAGE} を実行するか、llama-server や Ollama で提供して http://127.0.0.1:8080/v1#NAME と指定してください。`,
        },
        cause,
      },
    );
  }
}
