import { ZenbunError } from '../errors.ts';

/** The reason something of a log was refused, as a closed set. */
export type TlogRefusal =
  /** It is not in the required format. */
  | 'malformed'
  /** It is longer, or has more parts, than the format allows. */
  | 'too-large'
  /** A key's text does not match the key's own id, or two known keys share name and id. */
  | 'bad-key'
  /** A known key's signature is invalid. */
  | 'bad-signature'
  /** No known key, or not the log's key, has signed it. */
  | 'not-signed'
  /** It is signed, but by or for another log. */
  | 'other-log'
  /** A required tile is missing. */
  | 'no-tile'
  /** A hash, a proof or a tile does not lead to the root. */
  | 'other-root';

const WHAT: Readonly<Record<TlogRefusal, (what: string) => { en: string; ja: string }>> = {
  malformed: (what) => ({ en: `malformed: ${what}`, ja: `形式が正しくありません：${what}` }),
  'too-large': (what) => ({ en: `larger than the format allows: ${what}`, ja: `形式の上限を超えています：${what}` }),
  'bad-key': (what) => ({ en: `not a usable key: ${what}`, ja: `使用できない鍵です：${what}` }),
  'bad-signature': (what) => ({ en: `the signature is wrong: ${what}`, ja: `署名が正しくありません：${what}` }),
  'not-signed': (what) => ({ en: `not signed by a known key: ${what}`, ja: `既知の鍵による署名がありません：${what}` }),
  'other-log': (what) => ({ en: `of another log: ${what}`, ja: `別のログのものです：${what}` }),
  'no-tile': (what) => ({ en: `the log lacks ${what}`, ja: `ログに ${what} がありません` }),
  'other-root': (what) => ({ en: `does not lead to the root: ${what}`, ja: `ルートハッシュと一致しません：${what}` }),
};

/**
 * Something of a log was refused; its code is `damaged`. `refusal` gives the reason to programs. The messages name the
 * refused part in the terms of its format (a path, a line, a key's name).
 */
export class TlogError extends ZenbunError {
  readonly refusal: TlogRefusal;

  constructor(refusal: TlogRefusal, what: string) {
    super('damaged', WHAT[refusal](what));
    this.refusal = refusal;
  }
}
