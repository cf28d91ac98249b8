import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun bundle`. */
export const BUNDLE_HELP = {
  bundle: {
    en: 'one signed archive of results, statements and a range of a ledger, for outsiders to check',
    ja: '結果・ステートメント・証跡の範囲を、第三者が検証できる署名付きファイル 1 つにまとめて出力',
  },
  bundleHow: {
    en:
      'The archive holds results, signed statements, the checkpoint, tiles and records of ledgers, the policy, the checklist and the report,\n' +
      'under one signed manifest. It is checked offline with zenbun verify, or with unzip, openssl, sha256sum and Go: docs/verify-without-zenbun.md.\n' +
      'Records of a ledger do not contain the text of requests and answers; their bodies stay where they are. Ranges are widened to whole blocks of 256 records.\n' +
      'With --redact, every text is replaced by its length and, if it cannot be guessed, its digest; the proofs stay valid.\n' +
      'The same inputs, --at and Ed25519 key give the same bytes; signatures of ECDSA keys differ each time.\n' +
      'Exit codes: 0 written · 2 usage, unreadable, or inputs that do not hold · 3 interrupted or not written.',
    ja:
      '結果、署名付きステートメント、証跡のチェックポイント・タイル・記録、ポリシー、チェックリスト、報告書を、署名付きマニフェストとともに 1 つのファイルにまとめます。\n' +
      '検証はオフラインで zenbun verify、または unzip・openssl・sha256sum・Go で行えます（docs/verify-without-zenbun.ja.md）。\n' +
      '証跡の記録にリクエストや回答の本文は含まれず、本文は元の場所に残ります。範囲は 256 件単位に広げます。\n' +
      '--redact を指定すると、すべての構成ファイルの本文を文字数（長いものはハッシュ値も）に置き換えます。証明は有効なままです。\n' +
      '入力、--at、Ed25519 の鍵が同じなら同じバイト列になります。ECDSA の署名は毎回異なります。\n' +
      '終了コード：0 作成済み · 2 使い方の誤り、読み取り不能、検証できない入力 · 3 中断、書き込み失敗。',
  },
  bundleInputs: {
    en: 'results (--json FILE of scan, compare, watch, verify, training, fingerprint), folders of comparisons, signed statements, ledgers (folder or URL)',
    ja: '結果（scan・compare・watch・verify・training・fingerprint の --json）、比較のフォルダー、署名付きステートメント、証跡（フォルダーまたは URL）',
  },
  bundleOutput: { en: 'the archive to write, FILE.zenbun.zip', ja: '出力先（FILE.zenbun.zip）' },
  bundleKey: {
    en: 'private key that signs the manifest (PEM; Ed25519 or P-256, P-384, P-521)',
    ja: 'マニフェストに署名する秘密鍵（PEM。Ed25519、P-256、P-384、P-521）',
  },
  bundlePassphrase: {
    en: 'file with the passphrase of the key (default: ZENBUN_KEY_PASSPHRASE)',
    ja: '鍵のパスフレーズのファイル（既定値：ZENBUN_KEY_PASSPHRASE）',
  },
  bundleFrom: { en: 'first record of the ledger (default: 0)', ja: '証跡の最初の記録（既定値：0）' },
  bundleTo: {
    en: 'record behind the last (default: all that the checkpoint covers)',
    ja: '最後の記録の次の番号（既定値：チェックポイントの対象すべて）',
  },
  bundlePolicy: { en: 'policy that was in force, taken as it is', ja: '適用していたポリシー（そのまま格納）' },
  bundleLedgerKey: {
    en: 'public key of a log given by URL; may be repeated',
    ja: 'URL で指定したログの公開鍵（複数指定可）',
  },
  bundleRedact: {
    en: 'lengths and digests in place of texts, for disclosure',
    ja: '本文を文字数とハッシュ値に置き換え（開示用）',
  },
  bundleAt: {
    en: 'the time that the bundle states, or a day for its midnight in UTC (default: SOURCE_DATE_EPOCH, else now)',
    ja: 'バンドルに記載する日時。日付だけなら UTC の午前 0 時（既定値：SOURCE_DATE_EPOCH、なければ現在）',
  },
} as const satisfies Record<string, Message>;
