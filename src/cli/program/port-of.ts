import { ZenbunError } from '../../errors.ts';

/** Parses the value of `--port`. Throws `usage`. */
export function portOf(port: string): number {
  const number = Number(port);
  if (/^\d+$/.test(port) && number <= 65535) return number;
  throw new ZenbunError('usage', {
    en: `--port ${port} is not a whole number from 0 to 65535`,
    ja: `--port は 0 から 65535 の整数で指定してください（指定値：${port}）`,
  });
}
