import { basename, resolve } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { requireName } from '../../files/index.ts';
import { type AttestedManifest, attestManifest } from '../../gates/index.ts';
import { counted, type Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { printableLine } from '../ledger/printable.ts';
import { writeStdout } from '../terminal/stdout.ts';
import type { AttestFilesFlags } from './attest-command.ts';
import { signerOf } from './statement-signer-flags.ts';

export interface AttestManifestFlags extends AttestFilesFlags {
  readonly fileDigests?: boolean;
}

const TEXTS = {
  signed: {
    en: (path: string, { size, files }: AttestedManifest['manifest']) =>
      `Signed: ${path}, ${counted(size, 'record')} in ${counted(files.length, 'file')}`,
    ja: (path: string, { size, files }: AttestedManifest['manifest']) =>
      `署名しました：${path}（レコード ${size} 件、${files.length} ファイル）`,
  },
  uncommitted: {
    en: (name: string, count: number) =>
      `Not committed to, because they could not be read: ${counted(count, 'record')} of ${name}`,
    ja: (name: string, count: number) => `読み取れないため含まれていないレコード：${name} の ${count} 件`,
  },
  leftOut: {
    en: (names: string) => `Not committed to, because they are of no kind that is read: ${names}`,
    ja: (names: string) => `対応していない形式のため含まれていないファイル：${names}`,
  },
  written: {
    en: ({ manifest, leaves, secret }: AttestedManifest['files']) =>
      `Written: ${manifest} (for others)\n         ${leaves} (hashes only; needed by zenbun prove)\n         ${secret} (opens every record: keep it, and keep it to yourself)`,
    ja: ({ manifest, leaves, secret }: AttestedManifest['files']) =>
      `作成したファイル：${manifest}（相手に渡すもの）\n　${leaves}（ハッシュのみ。zenbun prove で使用）\n　${secret}（全レコードの内容を示せる秘密ファイル。なくさず、他人に渡さないこと）`,
  },
} as const;

/** Maximum number of names shown. */
const SHOWN = 5;

/** `zenbun attest data --manifest`. */
export async function attestManifestCommand(path: string, flags: AttestManifestFlags, lang: Lang): Promise<number> {
  refuseFolderFlags(flags);
  if (flags.out !== undefined) requireName(flags.out);
  const signer = await signerOf(flags, lang);
  const out = flags.out ?? `${basename(resolve(path))}.manifest.json`;
  const made = await interruptible((signal) =>
    attestManifest(path, {
      sign: (statement) => signer.sign(statement),
      out,
      at: new Date().toISOString(),
      fileDigests: flags.fileDigests ?? false,
      signal,
    }),
  );
  await writeStdout(flags.quiet ? `${made.files.manifest}\n` : reportOf(path, made, lang));
  return EXIT.done;
}

function reportOf(path: string, { manifest, files }: AttestedManifest, lang: Lang): string {
  const gaps = manifest.files.filter(({ uncommitted }) => uncommitted.count > 0);
  const { leftOut } = manifest;
  const names = `${leftOut.slice(0, SHOWN).map(printableLine).join(', ')}${leftOut.length > SHOWN ? `, … (${leftOut.length})` : ''}`;
  const lines = [
    TEXTS.signed[lang](printableLine(path), manifest),
    ...gaps.map(({ name, uncommitted }) => TEXTS.uncommitted[lang](printableLine(name), uncommitted.count)),
    ...(leftOut.length > 0 ? [TEXTS.leftOut[lang](names)] : []),
    TEXTS.written[lang](files),
  ];
  return `${lines.join('\n')}\n`;
}

/** Refuses flags for attestations of folders: they have no effect here, although users might expect one. */
function refuseFolderFlags({ facts, ignore, allowSymlinks }: AttestManifestFlags): void {
  const given =
    facts !== undefined ? '--facts' : ignore !== undefined ? '--ignore' : allowSymlinks ? '--allow-symlinks' : null;
  if (given === null) return;
  throw new ZenbunError('usage', {
    en: `${given} cannot be used with --manifest`,
    ja: `${given} は --manifest と併用できません`,
  });
}
