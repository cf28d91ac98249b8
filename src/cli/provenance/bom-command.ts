import { writeWhole } from '../../files/index.ts';
import { type CreatedBom, createBom } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { printableLine } from '../ledger/printable.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { statedTime } from './stated-time.ts';

export interface BomFlags extends SharedFlags {
  readonly base?: string;
  readonly data?: readonly string[];
  readonly facts?: string;
  readonly training?: string;
  readonly results?: readonly string[];
  readonly allowSymlinks?: boolean;
  readonly at?: string;
  readonly out?: string;
}

const TEXTS = {
  written: {
    en: (path: string, { basis }: CreatedBom) =>
      `Written: ${path}. Elements checked against bytes: ${basis['checked against bytes']}; supplier's word: ${basis["supplier's word"]}; unknown: ${basis.unknown}.`,
    ja: (path: string, { basis }: CreatedBom) =>
      `作成したファイル：${path}（ファイルから確認した項目 ${basis['checked against bytes']}、提供者の申告 ${basis["supplier's word"]}、不明 ${basis.unknown}）`,
  },
  validated: {
    en: 'It fits the schema of CycloneDX 1.7.',
    ja: 'CycloneDX 1.7 のスキーマに適合しています。',
  },
  notValidated: {
    en: 'It was not checked against the schema of CycloneDX 1.7: that needs ajv, ajv-formats and ajv-formats-draft2019.',
    ja: 'CycloneDX 1.7 のスキーマとの照合はしていません（ajv、ajv-formats、ajv-formats-draft2019 が必要です）。',
  },
} as const;

/** `zenbun bom`. */
export async function bomCommand(model: string, flags: BomFlags, lang: Lang): Promise<number> {
  const { base, data = [], facts, training, results = [], allowSymlinks, out, quiet } = flags;
  const at = statedTime(flags.at, process.env.SOURCE_DATE_EPOCH) ?? Date.now();
  const timestamp = new Date(at).toISOString();
  const made = await interruptible((signal) =>
    createBom({ model, base, data, facts, training, results, allowSymlinks, timestamp, signal, now: Date.now }),
  );
  if (out === undefined || out === '-') {
    await writeStdout(made.text);
    return EXIT.done;
  }
  await writeWhole(out, made.text);
  const schema = made.isValidated ? TEXTS.validated : TEXTS.notValidated;
  if (!quiet) await writeStdout(`${TEXTS.written[lang](printableLine(out), made)}\n${schema[lang]}\n`);
  return EXIT.done;
}
