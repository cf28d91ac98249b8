import { requireName } from '../../files/index.ts';
import {
  type Attestation,
  type AttestOptions,
  attestFiles,
  attestHandover,
  attestTraining,
  readVerifyingKey,
  type TrainerFacts,
} from '../../gates/index.ts';
import { predicateName } from '../../provenance/index.ts';
import { counted, type Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { printableLine } from '../ledger/printable.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { hashProgress } from './hash-progress.ts';
import { jobsOf } from './jobs-flag.ts';
import { type SignerFlags, signerOf } from './statement-signer-flags.ts';

/** Flags of every attestation. */
interface AttestFlags extends SharedFlags, SignerFlags {
  readonly quiet?: boolean;
  readonly out?: string;
  readonly ignore?: readonly string[];
  readonly allowSymlinks?: boolean;
  readonly jobs?: string;
}

export interface AttestFilesFlags extends AttestFlags {
  readonly facts?: string;
}

export interface AttestTrainingFlags extends AttestFlags {
  readonly base?: readonly string[];
  readonly data?: readonly string[];
  readonly byproduct?: readonly string[];
  readonly training?: string;
  readonly builder?: string;
  /** False for `--no-trainer-files`. */
  readonly trainerFiles?: boolean;
  readonly run?: string;
}

export interface AttestHandoverFlags extends AttestFlags {
  readonly from: string;
  readonly to: string;
  readonly toKey?: string;
  readonly previous?: string;
  readonly note?: string;
}

const TEXTS = {
  signed: { en: 'Signed', ja: '署名しました' },
  files: { en: (files: number) => counted(files, 'file'), ja: (files: number) => `${files} ファイル` },
  written: { en: 'Written', ja: '作成しました' },
  trainerFiles: { en: "Taken from the trainer's files", ja: '学習ツールのファイルから取得' },
  unread: { en: 'Could not be read', ja: '読み取り不能' },
  previous: { en: 'Follows', ja: '直前の引き渡し' },
  verify: { en: 'To verify', ja: '検証方法' },
} as const;

type ToldAttestation = Attestation & { readonly previous?: string | null; readonly trainer?: TrainerFacts | null };

/** `zenbun attest data|base|model`. */
export const attestFilesCommand = (
  kind: 'data' | 'base' | 'model',
  path: string,
  flags: AttestFilesFlags,
  lang: Lang,
): Promise<number> =>
  attest(path, flags, lang, (options) => attestFiles(kind, path, { ...options, facts: flags.facts }));

/** `zenbun attest train`. */
export const attestTrainingCommand = (path: string, flags: AttestTrainingFlags, lang: Lang): Promise<number> => {
  const { base = [], data = [], byproduct: byproducts = [], training, builder, run } = flags;
  const stated = { base, data, byproducts, training, builder, run, readsTrainer: flags.trainerFiles !== false };
  return attest(path, flags, lang, (options) => attestTraining(path, { ...options, ...stated }));
};

/** `zenbun attest handover`. */
export async function attestHandoverCommand(path: string, flags: AttestHandoverFlags, lang: Lang): Promise<number> {
  const { from, to, previous, note } = flags;
  const toKey = flags.toKey === undefined ? undefined : (await readVerifyingKey(flags.toKey)).fingerprint;
  return attest(path, flags, lang, (options) => attestHandover(path, { ...options, from, to, toKey, previous, note }));
}

async function attest(
  path: string,
  flags: AttestFlags,
  lang: Lang,
  work: (options: AttestOptions) => Promise<ToldAttestation>,
): Promise<number> {
  const { out, ignore = [], allowSymlinks = false, quiet = false } = flags;
  if (out !== undefined) requireName(out);
  const jobs = jobsOf(flags.jobs);
  const signer = await signerOf(flags, lang);
  const progress = hashProgress(lang, quiet);
  const told = await interruptible((signal) =>
    work({
      signer,
      out,
      ignore,
      allowSymlinks,
      jobs,
      signal,
      now: Date.now(),
      onProgress: (now) => progress.update(now),
    }),
  ).finally(() => progress.stop());
  await writeStdout(quiet ? told.statements.map((one) => `${one.path}\n`).join('') : reportOf(path, told, lang));
  return EXIT.done;
}

function reportOf(path: string, { subject, statements, previous, trainer }: ToldAttestation, lang: Lang): string {
  const colon = lang === 'ja' ? '：' : ': ';
  const files = subject.isFolder ? ` (${TEXTS.files[lang](subject.listing.files.length)})` : '';
  const lines = [
    `${TEXTS.signed[lang]}${colon}${printableLine(path)}${files}`,
    // Same digest as shown by verify; for a file, the one that other tools compute.
    `SHA-256${colon}${subject.isFolder ? subject.sha256 : subject.listing.files[0]!.sha256}`,
    ...(previous ? [`${TEXTS.previous[lang]}${colon}${printableLine(previous)}`] : []),
    ...(trainer ? trainerLines(trainer, lang) : []),
    ...statements.map(
      (one) => `${TEXTS.written[lang]}${colon}${printableLine(one.path)} (${predicateName(one.predicateType)})`,
    ),
    `${TEXTS.verify[lang]}${colon}zenbun verify ${printableLine(path)} --key KEY.pub`,
  ];
  return `${lines.join('\n')}\n`;
}

function trainerLines({ read, failed }: TrainerFacts, lang: Lang): string[] {
  const colon = lang === 'ja' ? '：' : ': ';
  const files = read.length === 0 ? [] : [`${TEXTS.trainerFiles[lang]}${colon}${read.map(printableLine).join(', ')}`];
  return [
    ...files,
    ...failed.map(
      ({ path, reason }) => `${TEXTS.unread[lang]}${colon}${printableLine(path)} (${printableLine(reason[lang])})`,
    ),
  ];
}
