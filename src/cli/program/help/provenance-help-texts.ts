import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun attest` and `zenbun verify`. */
export const PROVENANCE_HELP = {
  attest: {
    en: 'sign data, models, how a model was trained, and hand-overs, so that others can verify them',
    ja: 'データ、モデル、学習方法、引き渡しへの署名（受け取った側で検証可能）',
  },
  attestHow: {
    en:
      'Statements are written beside the path, as NAME.KIND.attest.json, and never over a file that is there.\n' +
      'Folders are signed by OpenSSF Model Signing v1.0: whoever has model_signing or another tool for it can verify them, too.',
    ja:
      'ステートメントは、パスの隣に「名前.種類.attest.json」として作成し、既存のファイルは上書きしません。\n' +
      'フォルダーの署名は OpenSSF Model Signing v1.0 に従うため、model_signing などほかのツールでも検証できます。',
  },
  attestKey: { en: 'make a key pair to sign with', ja: '署名用の鍵の作成' },
  attestKeyOut: {
    en: 'file of the private key; the public one goes beside it, with .pub',
    ja: '秘密鍵のファイル。公開鍵は末尾に .pub を付けて隣に作成',
  },
  attestKeyType: {
    en: 'kind of key; ed25519 cannot sign files and folders',
    ja: '鍵の種類。ed25519 ではファイルとフォルダーに署名できない',
  },
  attestKeyEncrypt: {
    en: 'encrypt the private key with the passphrase in ZENBUN_KEY_PASSPHRASE or --passphrase-file',
    ja: 'ZENBUN_KEY_PASSPHRASE または --passphrase-file のパスフレーズで秘密鍵を暗号化',
  },
  passphraseFile: {
    en: 'file with the passphrase of the key (default: the variable ZENBUN_KEY_PASSPHRASE)',
    ja: '鍵のパスフレーズのファイル（既定値：環境変数 ZENBUN_KEY_PASSPHRASE）',
  },
  attestSigningKey: {
    en: 'private key in PEM: PKCS#8 (encrypted, too) or SEC1; P-256, P-384, P-521 or Ed25519',
    ja: 'PEM 形式の秘密鍵（PKCS#8（暗号化も可）または SEC1、P-256・P-384・P-521・Ed25519）',
  },
  attestCertificate: {
    en: "certificate of the key, the signer's first; may be repeated, for those that issued it",
    ja: '鍵の証明書（署名者のものを先頭に）。発行者の証明書は繰り返して指定',
  },
  attestSigstore: {
    en: 'sign without a key, through Sigstore: identity from SIGSTORE_ID_TOKEN or the CI system; names and digests become public',
    ja: '鍵を使わず Sigstore で署名。ID は SIGSTORE_ID_TOKEN または CI から取得。名前とダイジェストは公開される',
  },
  attestOut: {
    en: 'file of the statement (default: beside the path)',
    ja: 'ステートメントのファイル（既定値：パスの隣）',
  },
  attestIgnore: {
    en: 'leave this path out of the folder, exactly; may be repeated (.git, .gitattributes, .github and .gitignore are left out)',
    ja: 'フォルダー内のこのパスを除外（完全一致）。複数回指定可（.git、.gitattributes、.github、.gitignore は常に除外）',
  },
  allowSymlinks: {
    en: 'follow symbolic links that stay inside of the folder, or of the Hugging Face cache that it is a snapshot of (default: refuse them)',
    ja: 'フォルダー内、または Hugging Face キャッシュの同じモデル内を指すシンボリックリンクをたどる（既定値：拒否）',
  },
  hashJobs: {
    en: 'threads that hash (default: those of the machine, at most 8)',
    ja: 'ハッシュ計算のスレッド数（既定値：マシンのスレッド数、最大 8）',
  },
  attestData: { en: 'sign a folder or file of training data', ja: '学習データのフォルダーまたはファイルへの署名' },
  attestBase: { en: 'sign a base model', ja: 'ベースモデルへの署名' },
  attestModel: { en: 'sign a tuned model', ja: 'ファインチューニング済みモデルへの署名' },
  attestPath: { en: 'folder or file', ja: 'フォルダーまたはファイル' },
  attestFacts: {
    en: 'what you say of it (licence, origin, rows, …), in YAML: signed as a second statement',
    ja: 'ライセンス・出所・行数などの申告（YAML）。2 つ目のステートメントとして署名',
  },
  attestTrain: {
    en: 'sign how a model was trained: base, data, trainer, hyper-parameters (SLSA provenance)',
    ja: 'モデルの学習方法（ベースモデル、データ、学習ツール、ハイパーパラメーター）への署名（SLSA 来歴）',
  },
  attestTrainPath: { en: 'the model that came out', ja: '学習後のモデル' },
  attestTrainBase: {
    en: 'the base model: hashed and named by digest',
    ja: 'ベースモデル（ダイジェストを計算して記載）',
  },
  attestTrainData: {
    en: 'training data: hashed and named by digest; may be repeated',
    ja: '学習データ（ダイジェストを計算して記載）。複数回指定可',
  },
  attestTrainByproduct: {
    en: 'logs and configurations that came out beside the model; may be repeated',
    ja: 'モデルと一緒に出力されたログや設定。複数回指定可',
  },
  attestTraining: {
    en: 'how it was trained, in YAML: builder, run, times, base, data, trainer, parameters',
    ja: '学習方法の記述（YAML）：builder、run、日時、base、data、trainer、parameters',
  },
  attestNoTrainerFiles: {
    en: 'take nothing from what the trainer left in the folder (configurations, adapter, state)',
    ja: '学習ツールがフォルダーに残した設定・アダプター・状態のファイルを使わない',
  },
  attestBuilder: { en: 'who or what ran the training, a URI', ja: '学習を実行した主体（URI）' },
  attestRun: { en: 'name of the run there', ja: '実行の名前' },
  attestHandover: { en: 'sign that something goes from you to somebody else', ja: '引き渡しへの署名（渡す側が署名）' },
  attestFrom: { en: 'who gives (you)', ja: '渡す側（署名者）' },
  attestTo: { en: 'who receives', ja: '受け取る側' },
  attestToKey: {
    en: 'public key of who receives: only they can sign the next hand-over',
    ja: '受け取る側の公開鍵。次の引き渡しに署名できる鍵を限定',
  },
  attestPrevious: {
    en: 'the hand-over before (default: the last one beside the path)',
    ja: '直前の引き渡し（既定値：パスの隣にある最後のもの）',
  },
  attestNote: { en: 'a sentence about it', ja: '補足' },
  verify: {
    en: 'check signatures, files, certificates, hand-overs and policy, offline',
    ja: '署名、ファイル、証明書、引き渡し、ポリシーの検証（オフライン）',
  },
  verifyHow: {
    en:
      'What can be checked at hand is checked; the rest is listed as the supplier’s word. Nothing that was not checked counts as right.\n' +
      'Statements beside the path (NAME.KIND.attest.json, NAME.sig) are found by themselves.\n' +
      'Exit codes: 0 valid · 1 invalid · 2 usage or unreadable · 3 incomplete: nothing is wrong, but something that decides was not checked.',
    ja:
      '手元で確認できることをすべて検証し、残りは提供元の申告として示します。確認していないものを正しいとは扱いません。\n' +
      'パスの隣のステートメント（名前.種類.attest.json、名前.sig）は自動で見つけます。\n' +
      '終了コード：0 有効 · 1 無効 · 2 使い方の誤り、読み取り不能 · 3 不完全（誤りはないが、判定に必要な確認ができていない）',
  },
  verifyPath: {
    en: 'folder, file, statement, or evidence bundle (.zenbun.zip)',
    ja: 'フォルダー、ファイル、ステートメント、または証拠バンドル（.zenbun.zip）',
  },
  verifyKey: {
    en: 'public key (or certificate) of a signer you trust; may be repeated',
    ja: '信頼する署名者の公開鍵（または証明書）。複数回指定可',
  },
  verifyRoot: {
    en: 'certificate that you trust to vouch for signers; may be repeated',
    ja: '署名者を保証するものとして信頼するルート証明書。複数回指定可',
  },
  verifySigstoreRoot: {
    en: 'trusted_root.json of a Sigstore instance, for signatures without a key',
    ja: '鍵なしの署名を検証するための、Sigstore の trusted_root.json',
  },
  verifyIdentity: {
    en: 'who may sign without a key: an address or URI, exactly; may be repeated',
    ja: '鍵なしの署名を認める署名者（メールアドレスまたは URI、完全一致）。複数回指定可',
  },
  verifyIssuer: { en: 'who must have vouched for that identity', ja: 'その署名者の発行元' },
  verifyPolicy: {
    en: 'policy in YAML: who may sign what, what must be there, which digests, how old',
    ja: 'ポリシー（YAML）：署名者と対象、必須のステートメント、ダイジェスト、有効日数',
  },
  verifySignature: {
    en: 'file with the signature of the content; may be repeated (default: those that are found)',
    ja: '内容の署名のファイル。複数回指定可（既定値：見つかったもの）',
  },
  verifyStatement: { en: 'a further statement about it; may be repeated', ja: '追加のステートメント。複数回指定可' },
  verifyWith: {
    en: 'data or base model at hand, to compare with what statements name by digest; may be repeated',
    ja: 'ステートメントがダイジェストで示すものと照合する、手元のデータやベースモデル。複数回指定可',
  },
  verifyLedgerKey: {
    en: 'public key of a log in the bundle, as zenbun serve prints it; may be repeated',
    ja: 'バンドル内のログの公開鍵（zenbun serve の表示どおり）。複数回指定可',
  },
  verifyAt: {
    en: 'when certificates must have been valid, or a day for its midnight in UTC (default: now)',
    ja: '証明書の有効期間を判定する日時。日付だけなら UTC の午前 0 時（既定値：現在）',
  },
} as const satisfies Record<string, Message>;
