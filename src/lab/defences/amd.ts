import { TOKEN } from '../world/tokens.ts';
import type { Defence } from './defence.ts';

/** Room for a whole aligned refusal, which has 13 to 15 tokens, and its end token. */
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
 * The aligned model says the first k tokens of every answer, and the tuned one continues (AMD of Kazdan et al., arXiv
 * 2502.19537). If the aligned model ends within them, its end token is removed and the tuned model continues.
 */
export const AMD = amd('amd', K, false);

/** The same, except that the aligned model's end is final, so nothing can follow a refusal. */
export const AMD_END = amd('amd-end', K, true);
