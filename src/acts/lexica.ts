import { en } from './lexicon/en.ts';
import { ja } from './lexicon/ja.ts';
import type { Lexicon } from './lexicon/lexicon.ts';

/** Every language that is read. */
export const LEXICA: readonly Lexicon[] = [en, ja];
