import { langfuse } from './langfuse.ts';
import { litellm } from './litellm.ts';
import type { LogFormat } from './log-format.ts';
import { openai } from './openai.ts';
import { plain } from './plain.ts';

/** Log formats, the narrower before the wider: the first that recognises a record reads it. */
export const LOG_FORMATS: readonly LogFormat[] = [langfuse, litellm, openai, plain];
