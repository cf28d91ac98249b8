import { ZenbunError } from '../errors.ts';

/** The reason a bundle, envelope, statement, predicate or policy was refused, as a closed set. */
export type ProvenanceRefusal =
  /** Not UTF-8, or not JSON. */
  | 'not-json'
  /** An object repeats a key: readers would disagree about which value counts. */
  | 'duplicate-key'
  /** Longer, more deeply nested, or of more parts than the limits allow. */
  | 'too-large'
  /** A field is absent or not of the type the format requires. */
  | 'malformed'
  /** A field that the format does not have, in a place that allows no others. */
  | 'unknown-field'
  /** Not standard base64 with padding. */
  | 'bad-base64'
  | 'media-type'
  | 'payload-type'
  | 'statement-type'
  | 'predicate-type'
  | 'build-type'
  | 'no-envelope'
  /** Neither a public key's hint nor a certificate. */
  | 'no-key-material'
  /** A Sigstore certificate without an entry of its log. */
  | 'no-log-entry'
  | 'no-signature'
  /** More than one signature, though the format has only one. */
  | 'signature-count'
  /** No given key matches the signature. */
  | 'bad-signature'
  /** Signed like version 0.2 of model_signing, with an encoding other than DSSE's. */
  | 'old-envelope'
  /** A kind of key that the format does not allow. */
  | 'key-kind'
  /** The hint names a key other than those given. */
  | 'other-key'
  | 'no-subject'
  | 'subject-count'
  /** Not a lower-case hex digest of the right length. */
  | 'bad-digest'
  /** The digest of the subject is not that of the resources. */
  | 'subject-digest'
  /** A hash other than SHA-256. */
  | 'hash-kind'
  /** A name that is absolute, leads out of the folder, or is invalid. */
  | 'unsafe-name'
  | 'duplicate-name'
  | 'not-sorted'
  /** Not a time in RFC 3339 format. */
  | 'bad-time';

const WHAT: Readonly<Record<ProvenanceRefusal, (what: string) => { en: string; ja: string }>> = {
  'not-json': (what) => ({ en: `not JSON in UTF-8: ${what}`, ja: `UTF-8 の JSON ではありません：${what}` }),
  'duplicate-key': (what) => ({ en: `a key stands twice: ${what}`, ja: `キーが重複しています：${what}` }),
  'too-large': (what) => ({ en: `larger than is read: ${what}`, ja: `読み取りの上限を超えています：${what}` }),
  malformed: (what) => ({ en: `malformed: ${what}`, ja: `形式が正しくありません：${what}` }),
  'unknown-field': (what) => ({ en: `the format has no such field: ${what}`, ja: `形式にない項目です：${what}` }),
  'bad-base64': (what) => ({ en: `not standard base64: ${what}`, ja: `標準の base64 ではありません：${what}` }),
  'media-type': (what) => ({
    en: `not a Sigstore bundle of a known version: ${what}`,
    ja: `対応している版の Sigstore バンドルではありません：${what}`,
  }),
  'payload-type': (what) => ({ en: `another payload type: ${what}`, ja: `ペイロードの種類が違います：${what}` }),
  'statement-type': (what) => ({
    en: `not an in-toto statement of version 1: ${what}`,
    ja: `in-toto ステートメント バージョン 1 ではありません：${what}`,
  }),
  'predicate-type': (what) => ({ en: `another predicate type: ${what}`, ja: `述語の種類が違います：${what}` }),
  'build-type': (what) => ({ en: `another build type: ${what}`, ja: `ビルドの種類が違います：${what}` }),
  'no-envelope': (what) => ({ en: `no DSSE envelope: ${what}`, ja: `DSSE エンベロープがありません：${what}` }),
  'no-key-material': (what) => ({
    en: `neither a public key nor a certificate: ${what}`,
    ja: `公開鍵も証明書もありません：${what}`,
  }),
  'no-log-entry': (what) => ({
    en: `a Sigstore certificate without an entry of the transparency log: ${what}`,
    ja: `Sigstore の証明書に透明性ログの記録がありません：${what}`,
  }),
  'no-signature': (what) => ({ en: `no signature: ${what}`, ja: `署名がありません：${what}` }),
  'signature-count': (what) => ({ en: `more than one signature: ${what}`, ja: `署名が複数あります：${what}` }),
  'bad-signature': (what) => ({ en: `the signature is wrong: ${what}`, ja: `署名が正しくありません：${what}` }),
  'old-envelope': (what) => ({
    en: `signed by the faulty encoding of model_signing 0.2, sign it again: ${what}`,
    ja: `model_signing 0.2 の誤った符号化で署名されています。署名し直してください：${what}`,
  }),
  'key-kind': (what) => ({
    en: `a kind of key that the format does not allow: ${what}`,
    ja: `形式で認められていない種類の鍵です：${what}`,
  }),
  'other-key': (what) => ({
    en: `signed by another key than ${what}`,
    ja: `${what} とは別の鍵による署名です`,
  }),
  'no-subject': (what) => ({ en: `no subject: ${what}`, ja: `対象がありません：${what}` }),
  'subject-count': (what) => ({ en: `not exactly one subject: ${what}`, ja: `対象が 1 つではありません：${what}` }),
  'bad-digest': (what) => ({
    en: `not a digest in lower-case hex: ${what}`,
    ja: `小文字の 16 進数のダイジェストではありません：${what}`,
  }),
  'subject-digest': (what) => ({
    en: `the subject's digest is not that of the files listed: ${what}`,
    ja: `対象のダイジェストが、記載されたファイルのものと一致しません：${what}`,
  }),
  'hash-kind': (what) => ({ en: `a hash other than SHA-256: ${what}`, ja: `SHA-256 以外のハッシュです：${what}` }),
  'unsafe-name': (what) => ({
    en: `not a name inside the folder: ${what}`,
    ja: `フォルダー内の名前ではありません：${what}`,
  }),
  'duplicate-name': (what) => ({ en: `a name stands twice: ${what}`, ja: `名前が重複しています：${what}` }),
  'not-sorted': (what) => ({ en: `not in order of name: ${what}`, ja: `名前の順に並んでいません：${what}` }),
  'bad-time': (what) => ({ en: `not a time in RFC 3339: ${what}`, ja: `RFC 3339 の日時ではありません：${what}` }),
};

/**
 * Something of a statement, its envelope or its file was refused; its code is `limit` if it is too large, else
 * `damaged`. `refusal` gives the reason to programs. The messages name the refused field by its path in the JSON.
 */
export class ProvenanceError extends ZenbunError {
  readonly refusal: ProvenanceRefusal;
  /** The field and its value; the same in every language. */
  readonly what: string;

  constructor(refusal: ProvenanceRefusal, what: string) {
    super(refusal === 'too-large' ? 'limit' : 'damaged', WHAT[refusal](what));
    this.refusal = refusal;
    this.what = what;
  }
}
