import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

const CAUSES: Readonly<Record<string, Message>> = {
  ENOSPC: { en: 'the disk is full', ja: 'ディスクに空きがありません' },
  EIO: { en: 'the device failed', ja: 'デバイスのエラーです' },
};
const FREE_SPACE: Message = {
  en: 'Free some space or redirect the output elsewhere, then run again.',
  ja: '空き容量を増やすか別の出力先にして、再実行してください。',
};
const ELSEWHERE: Message = { en: 'Redirect the output elsewhere.', ja: '別の出力先にしてください。' };

/**
 * Resolves once the text or the bytes were handed to the reader. A reader that left early (`| head`) is not an error.
 * Throws `not-written` if anything else prevents writing.
 */
export function writeStdout(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (cause) => {
      const code = cause ? ((cause as NodeJS.ErrnoException).code ?? '') : null;
      if (code === null || isReaderGone(code)) resolve();
      else reject(failed(code, cause));
    });
  });
}

/**
 * Keeps a failed stream from ending the process with a stack trace. Code that writes to standard output learns of the
 * failure through `writeStdout`; a message that nobody can read is not worth more.
 */
export function bearFailedStreams(): void {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

/** Reports whether the reader is gone. After the first failure, later writes find the stream destroyed. */
function isReaderGone(code: string): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

function failed(code: string, cause: unknown): ZenbunError {
  const { en, ja } = CAUSES[code] ?? { en: String(cause), ja: String(cause) };
  const message = { en: `Standard output could not be written: ${en}.`, ja: `標準出力に書き込めませんでした：${ja}` };
  return new ZenbunError('not-written', message, { advice: code === 'ENOSPC' ? FREE_SPACE : ELSEWHERE, cause });
}
