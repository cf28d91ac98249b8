/**
 * Text that chat templates and their servers may take for structure: control tokens of Llama, Qwen, Gemma, Mistral and
 * harmony, marks of reasoning (a template may drop everything before `</think>`), and the section marks of guard
 * prompts.
 */
const STRUCTURE =
  /[<[](?=[|｜]|\/?(?:think|thinking|start_of_turn|end_of_turn|bos|eos|s)>|<\/?SYS>>|\/?INST\]|(?:BEGIN|END) [A-Z ]+>)/gi;

/**
 * Returns the text with a space inside anything that could pass for structure, so that an answer cannot end its own
 * quotation.
 */
export function withoutControlTokens(text: string): string {
  return text.replace(STRUCTURE, '$& ');
}
