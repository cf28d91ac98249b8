import { existsSync } from 'node:fs';
import { ZenbunError } from '../../errors.ts';

/** Configuration files that are read if one exists and no other is named; the first is the one that is written. */
export const CONFIG_FILES = ['zenbun.yaml', 'zenbun.yml'] as const;

/** Returns the configuration file of the working folder. Throws `usage` if there are two. */
export function configFile(): string | undefined {
  const there = CONFIG_FILES.filter((file) => existsSync(file));
  if (there.length <= 1) return there[0];
  const files = there.join(', ');
  throw new ZenbunError(
    'usage',
    { en: `there are two configuration files: ${files}`, ja: `設定ファイルが 2 つあります：${files}` },
    {
      advice: {
        en: 'Remove one of them, or choose one with --config.',
        ja: '一方を削除するか、--config で指定してください。',
      },
    },
  );
}
