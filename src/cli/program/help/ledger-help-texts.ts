import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun ledger`. */
export const LEDGER_HELP = {
  ledger: {
    en: 'the evidence that serve keeps: verify, read, export, erase and co-sign it',
    ja: 'serve が残す証跡の検証、表示、書き出し、消去、連署',
  },
  ledgerVerify: {
    en: 'check that nothing was changed (integrity) and nothing is missing (completeness): two verdicts',
    ja: '改ざんがないか（完全性）と欠落がないか（網羅性）を検証：判定は 2 つ',
  },
  ledgerVerifyHow: {
    en:
      'A folder is checked whole. Behind a URL or in S3 is only the public log: there the texts are not checked.\n' +
      'Exit codes: 0 nothing wrong · 1 changed or incomplete · 2 usage or unreadable · 3 integrity could not be decided.',
    ja:
      'フォルダーは全体を検証します。URL と S3 にあるのは公開ログだけなので、本文は検証しません。\n' +
      '終了コード：0 問題なし · 1 改ざんまたは欠落 · 2 使い方の誤り、読み取り不能 · 3 完全性を判定できない',
  },
  ledgerPlace: {
    en: 'folder of the ledger, URL of its log (of a gateway: …/ledger), or s3://BUCKET/PREFIX',
    ja: '証跡のフォルダー、ログの URL（ゲートウェイなら …/ledger）、または s3://バケット名/プレフィックス',
  },
  ledgerPlaceEnvironment: {
    en:
      'S3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL, and npm install aws4fetch.\n' +
      'A gateway with keys: one with the scope read-log in ZENBUN_LEDGER_KEY.',
    ja:
      'S3：AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN、AWS_REGION、AWS_ENDPOINT_URL を設定し、npm install aws4fetch。\n' +
      'キーが必要なゲートウェイ：read-log の権限を持つキーを ZENBUN_LEDGER_KEY に設定。',
  },
  ledgerFolder: { en: 'folder of the ledger', ja: '証跡のフォルダー' },
  ledgerVkey: {
    en: "the log's public key, obtained from a source other than the log; required for a URL and S3",
    ja: 'ログの公開鍵（ログとは別の経路で入手したもの）。URL と S3 では必須',
  },
  ledgerEarlier: {
    en: 'checkpoint that was kept elsewhere (zenbun ledger head), or a co-signed one: shows whether the end was cut off',
    ja: '別の場所に保管したチェックポイント（zenbun ledger head）または連署付きのもの。末尾の欠落を検出',
  },
  ledgerWitness: {
    en: 'public key of a witness, whose cosignature is looked for; may be repeated',
    ja: '証人の公開鍵。その連署を確認。複数回指定可',
  },
  ledgerShow: {
    en: 'one line per record, or one record in full; texts are masked',
    ja: '記録を 1 行ずつ表示、または 1 件を詳しく表示（本文は伏せ字）',
  },
  ledgerIndex: {
    en: 'number of the record (header x-zenbun-record)',
    ja: '記録の番号（x-zenbun-record ヘッダーの値）',
  },
  ledgerLast: { en: 'how many of the latest records (default: 20)', ja: '最新の何件を表示するか（既定値：20）' },
  ledgerUnmask: {
    en: 'with the texts as they are; note down who looked at them and why',
    ja: '本文を伏せずに出力。誰が何のために見たかを控えておくこと',
  },
  ledgerExport: {
    en: 'exchanges as JSONL, one a line, texts masked; or the proof of one record',
    ja: 'やり取りを JSONL で書き出し（1 行に 1 件、本文は伏せ字）、または 1 件の証明を出力',
  },
  ledgerFrom: {
    en: 'first record (default: the first that is there)',
    ja: '最初の記録の番号（既定値：残っている最初の記録）',
  },
  ledgerTo: { en: 'last record (default: the last)', ja: '最後の記録の番号（既定値：最後の記録）' },
  ledgerProof: {
    en: 'proof that this record is in the log (.tlog-proof, c2sp.org/tlog-proof@v1), to be checked without the log',
    ja: 'この記録がログにあることの証明（.tlog-proof、c2sp.org/tlog-proof@v1）。ログがなくても検証可能',
  },
  ledgerOutput: { en: 'file (default: standard output)', ja: 'ファイル（既定値：標準出力）' },
  ledgerErase: {
    en: 'destroy the key of a subject: their texts cannot be read any more, by anybody; proofs stay valid',
    ja: '対象者の鍵を破棄：本文は誰にも読めなくなる（証明は有効なまま）',
  },
  ledgerEraseHow: {
    en: 'Stop zenbun serve first: a running server cannot erase yet. Run it again to finish an interrupted erasure.',
    ja: '先に zenbun serve を終了してください。実行中のサーバーからの消去にはまだ対応していません。中断した消去は、次に開いたときに完了します。',
  },
  ledgerSubject: {
    en: 'the subject, as clients named it (header x-zenbun-subject)',
    ja: '対象者（クライアントが x-zenbun-subject ヘッダーで指定した名前）',
  },
  ledgerYes: { en: 'without asking', ja: '確認せずに実行' },
  ledgerPrune: {
    en: 'remove old records for good, a whole segment at a time; the log says so, and proofs of what is left stay valid',
    ja: '古い記録をセグメント単位で完全に削除（削除したことはログに残り、残る記録の証明は有効なまま）',
  },
  ledgerPruneHow: {
    en: 'Stop zenbun serve first. A segment (64 MiB) is removed only when all its records are old enough. Run again, a removal that was interrupted is ended.',
    ja: '先に zenbun serve を終了してください。セグメント（64 MiB）は、含まれる記録がすべて対象になったときだけ削除します。中断した削除は、次に開いたときに完了します。',
  },
  ledgerBefore: { en: 'records before this one', ja: 'この番号より前の記録' },
  ledgerOlderThan: {
    en: 'records older than this many days (400d), by the clock of the server',
    ja: 'この日数より古い記録（400d など。サーバーの時計による）',
  },
  ledgerHead: {
    en: 'print the signed checkpoint, to be kept elsewhere: with it verify sees whether the end was cut off',
    ja: '署名付きチェックポイントを出力。別の場所に保管すると、verify で末尾の欠落を検出可能',
  },
  ledgerWitnessCommand: {
    en: 'on another machine: co-sign the checkpoint if the log has only grown since the last time; else exit 1',
    ja: '別のマシンで実行：前回から追記だけされていればチェックポイントに連署。そうでなければ終了コード 1',
  },
  ledgerWitnessHow: {
    en:
      'The state is on the disk before anything is signed. Run it from cron, keep what it prints, and give that to verify as --earlier.\n' +
      'A log that was rolled back or rewritten is refused, and its checkpoint is kept beside the state.',
    ja:
      '状態をディスクに書き込んでから署名します。cron などで定期的に実行して出力を保管し、verify の --earlier に指定してください。\n' +
      '巻き戻しや書き換えがあれば署名せず、そのチェックポイントを状態ファイルの隣に残します。',
  },
  ledgerState: { en: 'file of what this witness has seen last', ja: 'この証人が最後に確認した内容を保存するファイル' },
  ledgerKey: { en: 'file of the private key of the witness', ja: '証人の秘密鍵のファイル' },
  ledgerInit: { en: 'make the key, and print its public key', ja: '鍵を作成し、公開鍵を表示' },
  ledgerName: { en: 'name of the witness in its key, with --init', ja: '鍵に付ける証人の名前（--init と併用）' },
} as const satisfies Record<string, Message>;
