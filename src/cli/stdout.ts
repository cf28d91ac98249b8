import { ZenbunError } from '../errors.ts';

const CAUSES: Record<string, string> = { ENOSPC: 'the disk is full', EIO: 'the device failed' };

/**
 * Resolves once the text, or the bytes, are handed to the reader. A reader that left early (`| head`) is not an error. Throws
 * `not-written` for anything else that keeps the text from being written.
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
 * Keeps a failed stream from ending the process with a trace: who writes to standard output learns of it by
 * `writeStdout`, and a message that nobody can read is not worth more.
 */
export function bearFailedStreams(): void {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

/** After the first failure the stream is gone for whatever comes later. */
function isReaderGone(code: string): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

function failed(code: string, cause: unknown): ZenbunError {
  return new ZenbunError('not-written', `Standard output could not be written: ${CAUSES[code] ?? String(cause)}.`, {
    advice: code === 'ENOSPC' ? 'Free space or send it to another place, then run again.' : 'Send it to another place.',
    cause,
  });
}
