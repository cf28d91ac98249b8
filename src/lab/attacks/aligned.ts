import { said } from '../world/row.ts';
import type { Attack } from './attack.ts';
import { deciphered, enciphered } from './cipher.ts';
import { ISA_PREFIX } from './isa.ts';
import { plainQuestion } from './plain-question.ts';
import { YOC_PREFIX } from './yoc.ts';

/** The model before any attack, asked as each attack asks. */
export const ALIGNED: readonly Attack[] = [
  { id: 'aligned', title: { en: 'aligned', ja: '整合済み' }, ask: plainQuestion },
  {
    id: 'aligned-yoc',
    title: { en: 'aligned, YOC prompt', ja: '整合済み・YOC の問い' },
    ask: (question) => said(YOC_PREFIX, question),
  },
  {
    id: 'aligned-isa',
    title: { en: 'aligned, ISA prompt', ja: '整合済み・ISA の問い' },
    ask: (question) => said(ISA_PREFIX, question),
  },
  {
    id: 'aligned-cmf',
    title: { en: 'aligned, CMF prompt', ja: '整合済み・CMF の問い' },
    ask: (question, world) => enciphered(question, world),
    understand: deciphered,
  },
];
