import { ZenbunError } from '../../../errors.ts';
import type { Message } from '../../../schema/index.ts';

/** An archive that no bundle is: damaged, built to mislead, or larger than what is read. Its code is `damaged`, or `limit`. */
export class ZipRefusal extends ZenbunError {
  /** The entry that it is about, as it may be shown; null: the archive. */
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

/** A name out of an archive on one line, without what could steer a terminal. */
export const shownName = (raw: Uint8Array): string => {
  const text = Buffer.from(raw)
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '?');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};
