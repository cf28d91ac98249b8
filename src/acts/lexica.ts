import { de } from './lexicon/de.ts';
import { en } from './lexicon/en.ts';
import { es } from './lexicon/es.ts';
import { fr } from './lexicon/fr.ts';
import { ja } from './lexicon/ja.ts';
import { ko } from './lexicon/ko.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { pt } from './lexicon/pt.ts';
import { zh } from './lexicon/zh.ts';

/** Every language that is read. */
export const LEXICA: readonly Lexicon[] = [en, ja, zh, ko, es, fr, de, pt];
