import type { AnswerLog } from './answer-log.ts';
import { anthropicBatch } from './tools/anthropic-batch.ts';
import { gemini } from './tools/gemini.ts';
import { inspect } from './tools/inspect.ts';
import { lmEval } from './tools/lm-eval.ts';
import { promptfoo } from './tools/promptfoo.ts';

/** The first that knows a record reads it; a record that none knows is read by the usual names of its fields. */
export const ANSWER_LOGS: readonly AnswerLog[] = [anthropicBatch, gemini, promptfoo, inspect, lmEval];
