import { Buffer } from 'node:buffer';
import { open } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import { HASH_BYTES } from '../../../tlog/index.ts';

/** The file of leaf hashes beside a manifest. */
interface LeafFile {
  /** Reads the hashes of the leaves `from` to `to`, `to` exclusive. */
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export const equalHashes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/**
 * Opens the leaf hashes of a manifest of this size. Throws `not-found`, or `damaged` if the number of hashes differs.
 */
export async function openLeafFile(path: string, size: number): Promise<LeafFile> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined)
    throw new ZenbunError(
      'not-found',
      {
        en: `${path}: the hashes of the manifest's leaves are not there`,
        ja: `${path}：マニフェストのハッシュのファイルがありません`,
      },
      {
        advice: {
          en: 'Keep it beside the manifest, under the name that attest gave it.',
          ja: 'attest が付けた名前のまま、マニフェストと同じフォルダーに置いてください。',
        },
      },
    );
  const { size: bytes } = await handle.stat();
  if (bytes !== size * HASH_BYTES) {
    await handle.close();
    throw new ZenbunError('damaged', {
      en: `${path} has ${bytes} bytes, the manifest's ${size} records need ${size * HASH_BYTES}`,
      ja: `${path} は ${bytes} バイトですが、マニフェストの ${size} 件には ${size * HASH_BYTES} バイト必要です`,
    });
  }
  return {
    async read(from, to) {
      const buffer = Buffer.alloc((to - from) * HASH_BYTES);
      for (let filled = 0; filled < buffer.length; ) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, from * HASH_BYTES + filled);
        if (bytesRead === 0)
          throw new ZenbunError('damaged', { en: `${path} ended early`, ja: `${path} が途中で終わっています` });
        filled += bytesRead;
      }
      return buffer;
    },
    close: () => handle.close(),
  };
}
