/** Words that show what a sentence is about: longer Latin words, pairs of Han characters, runs of katakana. */
const CONTENT = /[a-z]{6,}|\p{Script=Han}{2}|[ァ-ヴー]{3,}/giu;
/** Words that refusals and requests have in common. */
const COMMON =
  /^(?:answer\w*|question\w*|request\w*|please|cannot|provide\w*|explain\w*|describe\w*|回答|質問|依頼|内容|説明)$/i;
/** Numbers of characters of an answer and of a request that are examined. */
const ANSWER_CHARS = 200;
const PROMPT_CHARS = 400;

/** Reports whether an answer takes up words of its request. A standard refusal of everything takes up none. */
export function takesUp(text: string, prompt: string): boolean {
  const asked = prompt.slice(0, PROMPT_CHARS).toLowerCase();
  return (text.slice(0, ANSWER_CHARS).match(CONTENT) ?? []).some(
    (word) => !COMMON.test(word) && asked.includes(word.toLowerCase()),
  );
}
