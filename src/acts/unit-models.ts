import type { ReadingLanguage } from '../schema/index.ts';

/** A trained unit classifier: int8 weights by bucket, then by label, in base64; their unit; the bias of each label. */
export interface UnitModel {
  readonly scale: number;
  readonly bias: readonly number[];
  readonly weights: string;
}

/** `main` reads English and Japanese, and learns from all languages; `others` reads the rest, and learns more of it. */
export type ModelGroup = 'main' | 'others';

/** The model that reads units of a language. One for all would lose in English what it gains in the others. */
export function modelGroupOf(language: ReadingLanguage): ModelGroup {
  return language === 'en' || language === 'ja' || language === 'und' ? 'main' : 'others';
}
