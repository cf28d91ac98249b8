import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assess, fillChecklist } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { printPdf, readEvidence } from '../../gates/index.ts';
import {
  assessmentMarkdown,
  assessmentTerminalReport,
  DOCUMENTS,
  meetingSentences,
  notProven,
  type ReportContent,
  reportPage,
} from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { readAnswers } from '../checklist/answers-file.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { costOf } from '../cost/cost-file.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

export interface ReportFlags extends SharedFlags {
  readonly html?: string;
  readonly pdf?: string;
  readonly md?: string;
  readonly json?: string;
  readonly documents?: string;
  readonly answers?: string;
  readonly cost?: string;
  readonly vkey?: string;
  readonly earlier?: string;
  readonly unmask?: boolean;
}
