import { ZipFile } from 'yazl';
import { OutputFile } from '../../../files/index.ts';

/** One local time for all entries: archives store local times, and real ones would say nothing about the parts. */
const noTime = () => new Date(2000, 0, 1);

/** An entry of an archive. */
export interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes an archive whole or not at all. The same parts in the same order give the same bytes on every machine: they
 * are stored rather than deflated, because two builds of zlib may deflate differently, with one time, one mode and no
 * extra fields. Throws `not-written`.
 */
export async function writeZip(path: string, parts: readonly ZipPart[]): Promise<number> {
  const file = await OutputFile.create(path);
  try {
    let bytes = 0;
    for await (const block of zipOf(parts)) {
      await file.write(block);
      bytes += block.length;
    }
    await file.finish();
    await file.commit();
    return bytes;
  } catch (cause) {
    await file.discard();
    throw cause;
  }
}

/** Returns the bytes of such an archive. */
export function zipOf(parts: readonly ZipPart[]): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const { name, bytes } of parts) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    zip.addBuffer(buffer, name, { mtime: noTime(), mode: 0o100644, compress: false, forceDosTimestamp: true });
  }
  zip.end();
  return zip.outputStream as unknown as AsyncIterable<Uint8Array>;
}
