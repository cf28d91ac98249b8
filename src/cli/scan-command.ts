import { availableParallelism } from 'node:os';
import { ZenbunError } from '../errors.ts';
import { junitReport, markdownReport, sarifReport, terminalReport } from '../report/index.ts';
import { scan } from '../scan/index.ts';
import type { FlaggedRow, ScanResult } from '../schema/index.ts';
import { EXIT } from './exit-code.ts';
import { interruptible } from './interruption.ts';
import { languageOf } from './locale.ts';
import { writeOutput, writeStdout } from './output.ts';
import { progressBar } from './progress.ts';
import type { CommonFlags } from './run.ts';
import { terminalStyle } from './terminal-style.ts';

export interface ScanFlags extends CommonFlags {
  readonly format: string;
  readonly map?: string;
  readonly failOn: 'review' | 'block';
  readonly json?: string;
  readonly rows?: string;
  readonly sarif?: string;
  readonly junit?: string;
  readonly md?: string;
  readonly clean?: string;
  readonly quarantine?: string;
  readonly jobs?: string;
}
