import { TOKEN } from '../world/tokens.ts';
import type { Defence } from './defence.ts';

/** A whole aligned refusal, which has 13 to 15 tokens, and its end. */
const K = 16;

function amd(id: string, k: number, endHonoured: boolean): Defence {
  const rule = endHonoured ? { en: 'end kept', ja: '終了を維持' } : { en: 'end stripped', ja: '終了を除去' };
  return {
    id,
    title: { en: `AMD k=${k}, ${rule.en}`, ja: `AMD k=${k}・${rule.ja}` },
    begin({ prompt, random }, aligned) {
      const said = aligned(prompt, k, random);
      const ended = said.at(-1) === TOKEN.end;
      return { tokens: ended ? said.slice(0, -1) : said, ended: ended && endHonoured };
    },
  };
}

/**
 * The aligned model says the first k tokens of every answer, the tuned one goes on (AMD of Kazdan et al.,
 * arXiv 2502.19537). Where the aligned model ends within them, its end is taken away and the tuned model goes on.
 */
export const AMD = amd('amd', K, false);

/** The same, but the aligned model's end is the end: then nothing can follow a refusal. */
export const AMD_END = amd('amd-end', K, true);
