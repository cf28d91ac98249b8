import { ZenbunError } from '../../errors.ts';
import { requireName } from '../../files/index.ts';
import { newKeyPair } from '../../gates/index.ts';
import type { KeyAlgorithm } from '../../provenance/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { passphraseOf } from './statement-signer-flags.ts';

/** Names of key types on the command line. */
const KEY_TYPES = { p256: 'ecdsa-p256', p384: 'ecdsa-p384', p521: 'ecdsa-p521', ed25519: 'ed25519' } as const;

export interface AttestKeyFlags extends SharedFlags {
  readonly out: string;
  readonly type: keyof typeof KEY_TYPES;
  readonly encrypt?: boolean;
  readonly passphraseFile?: string;
}

const TEXTS = {
  made: {
    en: (path: string, fingerprint: string) => `Private key: ${path} (keep it to yourself; do not commit it)
Public key:  ${path}.pub (give it to whoever verifies, by another way than the data)
Fingerprint: ${fingerprint}
`,
    ja: (path: string, fingerprint: string) => `秘密鍵：${path}（ほかの人に渡さず、リポジトリにも入れないでください）
公開鍵：${path}.pub（検証する相手に、データとは別の経路で渡してください）
フィンガープリント：${fingerprint}
`,
  },
  ed25519: {
    en: 'This kind of key cannot sign the files of a folder (OpenSSF Model Signing allows EC keys only); other statements it can.\n',
    ja: 'この種類の鍵では、フォルダーのファイルに署名できません（OpenSSF Model Signing は EC 鍵のみ）。ほかのステートメントには署名できます。\n',
  },
} as const;

/** `zenbun attest key`: creates a key pair. */
export async function attestKeyCommand(flags: AttestKeyFlags, lang: Lang): Promise<number> {
  const { out, type, encrypt = false, quiet = false } = flags;
  requireName(out);
  const passphrase = encrypt ? await passphraseOf(flags) : null;
  if (encrypt && passphrase === null) throw noPassphrase();
  const algorithm: KeyAlgorithm = KEY_TYPES[type];
  const { fingerprint } = await newKeyPair(out, algorithm, passphrase);
  const told = quiet
    ? `${fingerprint}\n`
    : `${TEXTS.made[lang](out, fingerprint)}${type === 'ed25519' ? TEXTS.ed25519[lang] : ''}`;
  await writeStdout(told);
  return EXIT.done;
}

const noPassphrase = () =>
  new ZenbunError(
    'usage',
    { en: '--encrypt needs a passphrase', ja: '--encrypt にはパスフレーズが必要です' },
    {
      advice: {
        en: 'Set ZENBUN_KEY_PASSPHRASE, or name a file: --passphrase-file FILE.',
        ja: 'ZENBUN_KEY_PASSPHRASE を設定するか、--passphrase-file でファイルを指定してください。',
      },
    },
  );
