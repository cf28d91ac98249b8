import { alpaca } from './alpaca.ts';
import { bedrock } from './bedrock.ts';
import { dolly } from './dolly.ts';
import type { Format, JsonObject } from './format.ts';
import type { FormatName } from './format-name.ts';
import { gemini } from './gemini.ts';
import { kto } from './kto.ts';
import { message } from './message.ts';
import { messageTree } from './message-tree.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiCompletion } from './openai-completion.ts';
import { preference } from './preference.ts';
import { questionAnswer } from './question-answer.ts';
import { ratedAnswers } from './rated/rated-answers.ts';
import { segments } from './segments.ts';
import { sharegpt } from './sharegpt.ts';
import { text } from './text.ts';
import { utterances } from './utterances.ts';

/**
 * All formats, specific ones before general ones: the first that recognises a row reads it, whatever the surrounding
 * rows are.
 */
export const FORMATS: readonly Format[] = [
  preference,
  kto,
  segments,
  messageTree,
  bedrock,
  ratedAnswers,
  openaiChat,
  sharegpt,
  gemini,
  openaiCompletion,
  dolly,
  alpaca,
  utterances,
  questionAnswer,
  message,
  text,
];

export function formatNamed(name: FormatName): Format {
  return FORMATS.find((format) => format.name === name)!;
}

/** Returns the format that reads this record, or undefined if none does. */
export function recognise(record: JsonObject): Format | undefined {
  for (const format of FORMATS) if (format.recognise(record)) return format;
  return undefined;
}
