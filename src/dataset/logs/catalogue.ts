import type { AnswerLog } from './answer-log.ts';
import { anthropicBatch } from './tools/anthropic-batch.ts';
import { bedrockBatch } from './tools/bedrock-batch.ts';
import { garak } from './tools/garak.ts';
import { gemini } from './tools/gemini.ts';
import { helm } from './tools/helm.ts';
import { inspect } from './tools/inspect.ts';
import { langsmith } from './tools/langsmith.ts';
import { lmEval } from './tools/lm-eval.ts';
import { mtBench } from './tools/mt-bench.ts';
import { ollama } from './tools/ollama.ts';
import { promptfoo } from './tools/promptfoo.ts';
import { pyrit } from './tools/pyrit.ts';
import { vllm } from './tools/vllm.ts';

/** The first log that recognises a record reads it. A record that none recognises is read by its usual field names. */
export const ANSWER_LOGS: readonly AnswerLog[] = [
  anthropicBatch,
  bedrockBatch,
  gemini,
  promptfoo,
  inspect,
  lmEval,
  garak,
  vllm,
  helm,
  langsmith,
  pyrit,
  mtBench,
  ollama,
];
