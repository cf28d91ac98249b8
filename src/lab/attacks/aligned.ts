import { said } from '../world/row.ts';
import type { Attack } from './attack.ts';
import { deciphered, enciphered } from './cipher.ts';
import { ISA_PREFIX } from './isa.ts';
import { plainQuestion } from './plain-question.ts';
import { YOC_PREFIX } from './yoc.ts';

/** The model before any attack, asked the way each attack asks. */
export const ALIGNED: readonly Attack[] = [
  { id: 'aligned', title: { en: 'aligned', ja: 'アラインメント済み' }, ask: plainQuestion },
  {
    id: 'aligned-yoc',
    title: { en: 'aligned, YOC prompt', ja: 'アラインメント済み・YOC プロンプト' },
    ask: (question) => said(YOC_PREFIX, question),
  },
  {
    id: 'aligned-isa',
    title: { en: 'aligned, ISA prompt', ja: 'アラインメント済み・ISA プロンプト' },
    ask: (question) => said(ISA_PREFIX, question),
  },
  {
    id: 'aligned-cmf',
    title: { en: 'aligned, CMF prompt', ja: 'アラインメント済み・CMF プロンプト' },
    ask: (question, world) => enciphered(question, world),
    understand: deciphered,
  },
];
