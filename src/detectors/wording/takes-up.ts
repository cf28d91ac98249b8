/** Words that show what a sentence is about: longer Latin words, pairs of Han characters, runs of katakana. */
const CONTENT = /[a-z]{6,}|\p{Script=Han}{2}|[ァ-ヴー]{3,}/giu;
/** Words that refusals and requests have in common. */
const COMMON =
  /^(?:answer\w*|question\w*|request\w*|please|cannot|provide\w*|explain\w*|describe\w*|回答|質問|依頼|内容|説明|什么|怎么|怎样|如何|为何|为什|可以|一个|一下|这个|那个|没有|不能|如果|我们|你们|他们|自己|就是|还是)$/i;
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
