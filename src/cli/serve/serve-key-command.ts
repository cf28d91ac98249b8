import { randomBytes } from 'node:crypto';
import { newAccessKey } from '../../gateway/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { writeStdout } from '../terminal/stdout.ts';

const TEXTS = {
  key: { en: 'Key, shown only once:', ja: 'キー（一度だけ表示します）：' },
  config: { en: 'In zenbun.yaml:', ja: 'zenbun.yaml に書く内容：' },
} as const;

/** `zenbun serve key`: prints a new key, and its hash for the configuration. */
export async function serveKeyCommand(id: string, lang: Lang): Promise<number> {
  const { key, hash } = newAccessKey(randomBytes(32));
  const config = `serve:\n  keys:\n    - id: ${JSON.stringify(id)}\n      hash: ${hash}\n      scopes: [use]`;
  await writeStdout(`${TEXTS.key[lang]}\n  ${key}\n\n${TEXTS.config[lang]}\n${config}\n`);
  return EXIT.done;
}
