import type { Comparison, Lang } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import { fill } from '../texts.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** Lists the models that were compared, a line each. If a model answered under another name, that name is given. */
export function modelLines(comparison: Comparison, lang: Lang): { readonly label: string; readonly text: string }[] {
  return (['before', 'after'] as const).map((side) => {
    const { model } = comparison[side];
    const others = comparison.run.served[side].filter((name) => !model.endsWith(name));
    const names = others.map(visible).join(COMPARISON_TEXTS.comma[lang]);
    const served = others.length === 0 ? '' : fill(COMPARISON_TEXTS.servedAs[lang], { names });
    return { label: COMPARISON_TEXTS[side][lang], text: visible(model) + served };
  });
}
