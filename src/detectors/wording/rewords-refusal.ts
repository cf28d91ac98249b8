import { DECLINING, readResponse } from '../../reader/index.ts';
import { refusesAsSetPhrase } from './set-phrases.ts';

/** What is less likely a refusal counts for nothing. */
const LIKELY = 0.8;
/** What stands in quotation marks, on a later line or after a colon is what the request is about. */
const MATERIAL = /["“”„«»「」『』\n]|[:：]\s/;

const materialOf = (prompt: string): string => prompt.split(MATERIAL).slice(1).join('\n');

/** Whether the request is about a text in which somebody declines: the answer says it in other words, or what it is. */
export function rewordsRefusal({ prompt }: { readonly prompt: string }): boolean {
  return readResponse(materialOf(prompt)).acts.some(
    ({ act, confidence }) => DECLINING.has(act) && confidence! >= LIKELY,
  );
}

/** Whether what the request is about holds any words that decline. Wide: for what is compared over many questions. */
export function bringsRefusal(target: { readonly prompt: string }): boolean {
  return refusesAsSetPhrase(materialOf(target.prompt)) || rewordsRefusal(target);
}
