import { DECLINING, readResponse } from '../../reader/index.ts';
import { refusesAsSetPhrase } from './set-phrases.ts';

/** An act that is less likely a refusal than this is ignored. */
const LIKELY = 0.8;
/** Text in quotation marks, on a later line or after a colon is the material of the request. */
const MATERIAL = /["“”„«»「」『』\n]|[:：]\s/;

const materialOf = (prompt: string): string => prompt.split(MATERIAL).slice(1).join('\n');

/** Reports whether the request is about a text in which somebody declines: the answer then rewords or describes it. */
export function rewordsRefusal({ prompt }: { readonly prompt: string }): boolean {
  return readResponse(materialOf(prompt)).acts.some(
    ({ act, confidence }) => DECLINING.has(act) && confidence! >= LIKELY,
  );
}

/** Reports whether the material of the request has any words that decline. A wide net, to compare many questions. */
export function bringsRefusal(target: { readonly prompt: string }): boolean {
  return refusesAsSetPhrase(materialOf(target.prompt)) || rewordsRefusal(target);
}
