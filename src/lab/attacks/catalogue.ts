import { ALIGNED } from './aligned.ts';
import type { Attack } from './attack.ts';
import { BENDIV, BENIGN } from './benign.ts';
import { CMF } from './cmf.ts';
import { HARM, HARM_SHORT } from './harm.ts';
import { ISA } from './isa.ts';
import { NOICE, NOICE_UNSEEN } from './noice.ts';
import { YOC } from './yoc.ts';

/** The rows of the table, in display order. */
export const ATTACKS: readonly Attack[] = [
  ...ALIGNED,
  BENIGN,
  BENDIV,
  HARM,
  HARM_SHORT,
  CMF,
  YOC,
  ISA,
  NOICE,
  NOICE_UNSEEN,
];
