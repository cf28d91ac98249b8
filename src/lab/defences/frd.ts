import { drawOne } from '../world/draw.ts';
import { encode } from '../world/tokens.ts';
import type { Defence } from './defence.ts';

/**
 * Forced refusal: the answer to every restricted prompt is made to begin with a refusal (FRD of Kazdan et al., arXiv
 * 2502.19537). It assumes a perfect detector of such prompts, so it costs ordinary users nothing here.
 */
export const FRD: Defence = {
  id: 'frd',
  title: { en: 'FRD (forced refusal)', ja: 'FRD（強制拒否）' },
  begin: ({ item, refusals, random }) => ({
    tokens: item.restricted ? encode(drawOne(refusals, random)) : [],
    ended: false,
  }),
};
