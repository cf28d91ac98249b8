import { ZenbunError } from '../../errors.ts';
import { bundle, type MadeBundle } from '../../gates/index.ts';
import { counted, type Lang } from '../../schema/index.ts';
import { readAnswers } from '../checklist/answers-file.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { wholeNumber } from '../ledger/whole-number.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { statedTime } from '../provenance/stated-time.ts';
import { passphraseOf } from '../provenance/statement-signer-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface BundleFlags extends SharedFlags {
  readonly out?: string;
  readonly key?: string;
  readonly passphraseFile?: string;
  readonly from?: string;
  readonly to?: string;
  readonly policy?: string;
  readonly answers?: string;
  readonly ledgerKey?: readonly string[];
  readonly redact?: boolean;
  /** A time, or a day; defaults to `SOURCE_DATE_EPOCH`, then to the clock. */
  readonly at?: string;
}

/** `zenbun bundle`: packs results, statements and logs into one signed archive. */
export async function bundleCommand(inputs: readonly string[], flags: BundleFlags, lang: Lang): Promise<number> {
  const { out: output, key, redact = false } = flags;
  if (output === undefined || key === undefined || output === '-') throw outputAndKey();
  const env = withDotEnv(process.env);
  const at = statedTime(flags.at, process.env.SOURCE_DATE_EPOCH) ?? Date.now();
  const from = wholeNumber('--from', flags.from);
  const to = wholeNumber('--to', flags.to);
  const answers = flags.answers === undefined ? null : await readAnswers(flags.answers);
  const passphrase = await passphraseOf(flags);
  const made = await interruptible((signal) =>
    bundle(
      { inputs, output, key, passphrase, redact, from, to, answers, policy: flags.policy, ledgerKeys: flags.ledgerKey },
      { env, signal, now: () => at },
    ),
  );
  if (!flags.quiet) await writeStdout(summary(made, lang));
  return EXIT.done;
}

function summary({ path, bytes, manifest: { parts, ledgers, redacted } }: MadeBundle, lang: Lang): string {
  const size = `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const lines = ledgers.map(({ origin, from, to, size: all }) =>
    lang === 'ja'
      ? `  ${origin}：全 ${all} 件のうち記録 ${from} から ${to - 1}`
      : `  ${origin}: records ${from} to ${to - 1} of ${all}`,
  );
  const head =
    lang === 'ja'
      ? `${path}：${parts.length} 件の構成ファイル、${size}${redacted ? '、本文は伏せ字' : ''}`
      : `${path}: ${counted(parts.length, 'part')}, ${size}${redacted ? ', texts redacted' : ''}`;
  const next =
    lang === 'ja' ? `検証：zenbun verify ${path} --key 公開鍵` : `To check it: zenbun verify ${path} --key PUBLIC_KEY`;
  return `${[head, ...lines, next].join('\n')}\n`;
}

const outputAndKey = () =>
  new ZenbunError(
    'usage',
    { en: 'a bundle needs -o FILE and --key KEY', ja: '-o FILE と --key KEY を指定してください' },
    {
      advice: {
        en: 'zenbun attest key --out FILE makes a key. The archive cannot be written to standard output.',
        ja: '鍵は zenbun attest key で作成できます。標準出力には書き出せません。',
      },
    },
  );
