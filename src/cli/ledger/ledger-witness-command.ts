import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { newWitnessKey, type WitnessResult, witnessLedger } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface LedgerWitnessFlags extends SharedFlags {
  readonly key: string;
  readonly state?: string;
  readonly vkey?: string;
  readonly init?: boolean;
  readonly name: string;
  readonly output?: string;
}

const TEXTS = {
  made: {
    en: (key: string) => `Private key: ${key}\nPublic key, for zenbun ledger verify --witness:`,
    ja: (key: string) => `秘密鍵：${key}\n公開鍵（zenbun ledger verify --witness に指定）：`,
  },
  first: {
    en: (size: number) => `co-signed ${size} records, the first that this witness has seen of the log`,
    ja: (size: number) => `${size} 件のチェックポイントに連署しました（この証人が確認した最初のチェックポイントです）`,
  },
  grown: {
    en: (size: number, before: number) => `co-signed ${size} records: the log has only grown, from ${before}`,
    ja: (size: number, before: number) => `${size} 件のチェックポイントに連署しました（前回は ${before} 件、追記のみ）`,
  },
  refused: { en: 'refused to sign', ja: '署名を拒否しました' },
  evidence: {
    en: 'The refused checkpoint and the state hold signatures of the log that contradict each other. Keep both: ',
    ja: '拒否したチェックポイントと状態ファイルには、互いに矛盾するログの署名があります。両方を保管してください：',
  },
} as const;

/** `zenbun ledger witness`: co-signs a log; exits 1 if the log contradicts what was seen of it before. */
export async function ledgerWitnessCommand(
  place: string | undefined,
  flags: LedgerWitnessFlags,
  lang: Lang,
): Promise<number> {
  if (flags.init) {
    const vkey = await newWitnessKey(flags.key, flags.name);
    const said = flags.quiet ? '' : `${TEXTS.made[lang](flags.key)}\n`;
    await writeStdout(`${said}${vkey}\n`);
    if (place === undefined) return EXIT.done;
  }
  if (place === undefined || flags.state === undefined) throw placeNeeded();
  const { state, key, vkey } = flags;
  const env = withDotEnv(process.env);
  const result = await interruptible((signal) =>
    witnessLedger(place, { state, key, vkey, env, signal, now: Date.now }),
  );
  return result.kind === 'refused' ? refused(result, state, lang) : cosigned(result, flags, lang);
}

async function cosigned(
  { checkpoint, size, before }: WitnessResult & { kind: 'cosigned' },
  { output, quiet }: LedgerWitnessFlags,
  lang: Lang,
): Promise<number> {
  if (output !== undefined && output !== '-') await writeWhole(output, checkpoint);
  else await writeStdout(checkpoint);
  const said = before === null ? TEXTS.first[lang](size) : TEXTS.grown[lang](size, before);
  if (!quiet) process.stderr.write(`zenbun: ${said}\n`);
  return EXIT.done;
}

function refused({ reason, evidence }: WitnessResult & { kind: 'refused' }, state: string, lang: Lang): number {
  const colon = lang === 'ja' ? '：' : ': ';
  process.stderr.write(`zenbun: ${TEXTS.refused[lang]}${colon}${reason[lang]}\n`);
  process.stderr.write(`  ${TEXTS.evidence[lang]}${evidence}, ${state}\n`);
  return EXIT.findings;
}

const placeNeeded = () =>
  new ZenbunError(
    'usage',
    { en: 'a log and --state are needed', ja: 'ログの場所と --state を指定してください' },
    {
      advice: {
        en: 'zenbun ledger witness URL --state FILE --key FILE; or make a key first: zenbun ledger witness --init --key FILE',
        ja: 'zenbun ledger witness URL --state ファイル --key ファイル。鍵の作成は zenbun ledger witness --init --key ファイル',
      },
    },
  );
