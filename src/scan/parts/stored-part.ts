import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import { OutputFile } from '../../files/index.ts';

/** Writes a part, which is there whole or not at all. Throws `not-written`. */
export async function writeStored(place: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const file = await OutputFile.create(place);
  try {
    for await (const line of lines) await file.write(line);
    await file.finish();
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** The bytes of a part. Throws `not-found`. */
export async function* readStored(place: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(place, { highWaterMark: 2 ** 20 });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === undefined) throw cause;
    throw new ZenbunError(
      'not-found',
      { en: `${place} cannot be read: ${code}`, ja: `${place} を読み取れません：${code}` },
      { cause },
    );
  }
}

/** Whether something is there. */
export async function isStored(place: string): Promise<boolean> {
  return stat(place).then(
    (known) => known.isFile(),
    () => false,
  );
}
