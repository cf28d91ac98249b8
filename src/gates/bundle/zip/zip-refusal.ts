import { ZenbunError } from '../../../errors.ts';
import type { Message } from '../../../schema/index.ts';

/**
 * The error for an archive that cannot be a bundle: damaged, built to mislead, or larger than what is read. Its code is
 * `damaged` or `limit`.
 */
export class ZipRefusal extends ZenbunError {
  /** Name of the entry concerned, safe to display; null for the archive as a whole. */
  readonly path: string | null;

  constructor(path: string | null, what: Message, code: 'damaged' | 'limit' = 'damaged', cause?: unknown) {
    super(code, path === null ? what : { en: `${path}: ${what.en}`, ja: `${path}：${what.ja}` }, {
      advice: {
        en: 'Nothing was unpacked. Ask for the bundle again, as zenbun bundle wrote it: packed anew it is another file.',
        ja: '何も展開していません。zenbun bundle が書き出したままのファイルを入手し直してください。再圧縮したものは検証できません。',
      },
      cause,
    });
    this.path = path;
  }
}

/** Returns the name of an archive entry on one line, without characters that could control a terminal. */
export const shownName = (raw: Uint8Array): string => {
  const text = Buffer.from(raw)
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '?');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};
