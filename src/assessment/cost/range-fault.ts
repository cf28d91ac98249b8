import type { CostInput, CostRange, Message } from '../../schema/index.ts';

/** Upper limit of a plausible amount; products of amounts up to it stay finite. */
export const MAX_AMOUNT = 1e15;

/** Says what is wrong with a range; null if nothing is. */
export function rangeFault({ low, likely, high }: CostRange, unit: CostInput['unit']): Message | null {
  const numbers = [low, likely, high];
  if (!numbers.every(Number.isFinite)) return { en: 'must be numbers', ja: 'は数値で指定してください' };
  if (numbers.some((number) => number < 0)) return { en: 'must not be negative', ja: 'に負の数は指定できません' };
  if (unit === 'share' && numbers.some((number) => number > 1)) return SHARE;
  if (numbers.some((number) => number > MAX_AMOUNT))
    return { en: `must be at most ${MAX_AMOUNT}`, ja: `は ${MAX_AMOUNT} 以下で指定してください` };
  if (low > high) return { en: 'has a low above its high', ja: 'は low が high を超えています' };
  if (likely < low || likely > high)
    return { en: 'has a likely outside of low and high', ja: 'は likely が low と high の間にありません' };
  return null;
}

const SHARE: Message = {
  en: 'is a share, at most 1 (write five percent as 5% or 0.05)',
  ja: 'は割合です。1 以下で指定してください（5 パーセントは 5% または 0.05）',
};
