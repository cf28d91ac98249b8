import { ZenbunError } from '../../errors.ts';
import { OutputFile, writeWhole } from '../../files/index.ts';
import { exportedExchanges, openReader, recordProof } from '../../gates/index.ts';
import type { LedgerReader } from '../../ledger/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { tellUnmasked } from './tell-unmasked.ts';
import { wholeNumber } from './whole-number.ts';

export interface LedgerExportFlags extends SharedFlags {
  readonly from?: string;
  readonly to?: string;
  readonly unmask?: boolean;
  readonly proof?: string;
  readonly output?: string;
}

const TEXTS = {
  exported: {
    en: (count: number, open: number) =>
      `${count} ${count === 1 ? 'exchange' : 'exchanges'} exported${open === 0 ? '' : `, ${open} of them without a response`}`,
    ja: (count: number, open: number) =>
      `${count} 件のやり取りを書き出しました${open === 0 ? '' : `（うち回答の記録なし ${open} 件）`}`,
  },
  masked: { en: 'texts masked', ja: '本文は伏せ字' },
  proof: {
    en: (index: number) => `record ${index} is in the log; its leaf is in the "extra" line of the proof`,
    ja: (index: number) => `記録 ${index} はログにあります。証明の extra 行に記録の内容を含みます`,
  },
} as const;

/** `zenbun ledger export`: writes the exchanges of a range, or the proof of one record. */
export async function ledgerExportCommand(folder: string, flags: LedgerExportFlags, lang: Lang): Promise<number> {
  const index = wholeNumber('--proof', flags.proof);
  const from = wholeNumber('--from', flags.from);
  const to = wholeNumber('--to', flags.to);
  if (index !== undefined && (from !== undefined || to !== undefined || flags.unmask)) throw proofAlone();
  const reader = await openReader(folder);
  if (index !== undefined) return exportProof(reader, index, flags, lang);
  if (flags.unmask) tellUnmasked(lang);
  const { output, unmask = false } = flags;
  const file = output === undefined || output === '-' ? null : await OutputFile.create(output);
  try {
    const write = file === null ? writeStdout : (text: string) => file.write(text);
    const told = await interruptible((signal) => exportAll(reader, { from, to, unmask }, signal, write));
    await file?.finish();
    await file?.commit();
    if (!flags.quiet) process.stderr.write(summary(told, unmask, lang));
    return EXIT.done;
  } catch (failure) {
    await file?.discard();
    throw failure;
  }
}

interface ExportCounts {
  readonly count: number;
  readonly open: number;
}

async function exportAll(
  reader: LedgerReader,
  range: { readonly from: number | undefined; readonly to: number | undefined; readonly unmask: boolean },
  signal: AbortSignal,
  write: (text: string) => Promise<void>,
): Promise<ExportCounts> {
  let [count, open] = [0, 0];
  for await (const exchange of exportedExchanges(reader, range)) {
    if (signal.aborted) throw stoppedAfter(count);
    await write(`${JSON.stringify(exchange)}\n`);
    count += 1;
    if (exchange.response === null) open += 1;
  }
  return { count, open };
}

function summary({ count, open }: ExportCounts, unmask: boolean, lang: Lang): string {
  const masked = unmask ? '' : lang === 'ja' ? `（${TEXTS.masked.ja}）` : ` (${TEXTS.masked.en})`;
  return `zenbun: ${TEXTS.exported[lang](count, open)}${masked}\n`;
}

async function exportProof(reader: LedgerReader, index: number, { output, quiet }: LedgerExportFlags, lang: Lang) {
  const proof = await recordProof(reader, index);
  if (output === undefined || output === '-') await writeStdout(proof);
  else await writeWhole(output, proof);
  if (!quiet) process.stderr.write(`zenbun: ${TEXTS.proof[lang](index)}\n`);
  return EXIT.done;
}

const stoppedAfter = (count: number) =>
  new ZenbunError('interrupted', {
    en: `stopped after ${count} exchanges`,
    ja: `${count} 件のやり取りを書き出したところで中断しました`,
  });

const proofAlone = () =>
  new ZenbunError('usage', {
    en: '--proof cannot be combined with --from, --to or --unmask: it contains no text',
    ja: '--proof は --from、--to、--unmask と併用できません。証明に本文は含まれません',
  });
