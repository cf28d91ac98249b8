import { ZenbunError } from '../../errors.ts';
import { type ExchangeTexts, exchangeTexts, noRecord, openReader } from '../../gates/index.ts';
import type { LedgerReader, LedgerRecord } from '../../ledger/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { recordLine } from './record-line.ts';
import { recordPage } from './record-page.ts';
import { tellUnmasked } from './tell-unmasked.ts';
import { wholeNumber } from './whole-number.ts';

export interface LedgerShowFlags extends SharedFlags {
  readonly last?: string;
  readonly unmask?: boolean;
}

const LAST = 20;
/** Number of lines collected before they are written. */
const BATCH = 256;

/** `zenbun ledger show`: prints the latest records, one line each, or one record in full. */
export async function ledgerShowCommand(
  folder: string,
  typed: string | undefined,
  flags: LedgerShowFlags,
  lang: Lang,
): Promise<number> {
  const index = wholeNumber('index', typed);
  const last = wholeNumber('--last', flags.last);
  if (index !== undefined && last !== undefined) throw oneOrMany();
  if (index === undefined && flags.unmask) throw unmaskOne();
  const reader = await openReader(folder);
  if (index === undefined) {
    await interruptible((signal) => showLast(reader, last ?? LAST, lang, signal));
    return EXIT.done;
  }
  const record = await reader.record(index);
  if (record === null) throw noRecord(index, await reader.from(), await reader.size());
  if (flags.unmask) tellUnmasked(lang);
  await writeStdout(recordPage(record, await textsOf(reader, record, flags.unmask ?? false), lang));
  return EXIT.done;
}

async function showLast(reader: LedgerReader, last: number, lang: Lang, signal: AbortSignal): Promise<void> {
  const models = new Map<number, string>();
  const from = Math.max(await reader.from(), (await reader.size()) - last);
  let lines: string[] = [];
  if (last === 0) return;
  for await (const record of reader.records(from)) {
    if (signal.aborted) return;
    lines.push(`${recordLine(record, await modelOf(reader, record, models), lang)}\n`);
    if (lines.length < BATCH) continue;
    await writeStdout(lines.join(''));
    lines = [];
  }
  await writeStdout(lines.join(''));
}

/**
 * Returns the model of a record; that of a response is in its intent. Keeps the models of intents that wait for a
 * response.
 */
async function modelOf(reader: LedgerReader, { index, leaf }: LedgerRecord, models: Map<number, string>) {
  if (leaf.kind === 'intent') models.set(index, String(leaf.fields.model));
  if (leaf.kind !== 'response') return null;
  const at = Number(leaf.fields.intent);
  const known = models.get(at);
  models.delete(at);
  const intent = known === undefined ? await intentOf(reader, leaf.fields.intent) : null;
  return known ?? (intent === null ? null : String(intent.leaf.fields.model));
}

async function intentOf(reader: LedgerReader, at: unknown): Promise<LedgerRecord | null> {
  const intent = typeof at === 'number' ? await reader.record(at) : null;
  return intent?.leaf.kind === 'intent' ? intent : null;
}

/** Returns the texts of an intent or a response; null for other records. */
async function textsOf(reader: LedgerReader, record: LedgerRecord, unmask: boolean): Promise<ExchangeTexts | null> {
  if (record.leaf.kind === 'intent') return exchangeTexts(reader, { intent: record, response: null }, unmask);
  if (record.leaf.kind !== 'response') return null;
  // Without its intent the question is unknown, and the answer is masked without it.
  const intent = (await intentOf(reader, record.leaf.fields.intent)) ?? record;
  return exchangeTexts(reader, { intent, response: record }, unmask);
}

const oneOrMany = () =>
  new ZenbunError('usage', {
    en: 'name one record or --last, not both',
    ja: '記録の番号と --last は同時に指定できません',
  });

const unmaskOne = () =>
  new ZenbunError(
    'usage',
    { en: '--unmask needs the number of one record', ja: '--unmask には記録の番号も指定してください' },
    {
      advice: {
        en: 'zenbun ledger show FOLDER INDEX --unmask; for many: zenbun ledger export --unmask',
        ja: 'zenbun ledger show フォルダー 番号 --unmask。まとめて出すには zenbun ledger export --unmask',
      },
    },
  );
