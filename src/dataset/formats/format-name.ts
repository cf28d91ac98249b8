/** The names of all formats, in the order in which they are tried. */
export const FORMAT_NAMES = [
  'preference',
  'kto',
  'segments',
  'message-tree',
  'bedrock',
  'rated-answers',
  'openai-chat',
  'sharegpt',
  'gemini',
  'openai-completion',
  'dolly',
  'alpaca',
  'utterances',
  'question-answer',
  'message',
  'text',
] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];
