import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun training`. */
export const TRAINING_HELP = {
  training: {
    en: 'check what a fine-tuning run left behind against its data, its base model and what was declared',
    ja: 'ファインチューニングの記録を、学習データ・ベースモデル・宣言内容と照合',
  },
  trainingHow: {
    en:
      'Reads logs, configurations, weights and job objects of Hugging Face Trainer, TRL, Axolotl, LLaMA-Factory and hosted trainers.\n' +
      'Each check says consistent, inconsistent (with both values) or cannot tell (and what is missing). The more is given, the more it can tell.\n' +
      'A log is the word of whoever wrote it: files that were all rewritten in agreement are not found.\n' +
      'Exit codes: 0 pass · 1 inconsistent · 2 usage or unreadable · 3 too little to tell.',
    ja:
      'Hugging Face Trainer、TRL、Axolotl、LLaMA-Factory、ホスト型サービスのログ・設定・重み・ジョブの記録を読み取ります。\n' +
      '各検査の結果は「一致」「矛盾あり」（両方の値を表示）「判断不能」（不足している情報を表示）です。渡す情報が多いほど、多くを判断できます。\n' +
      'ログは作成者の申告にすぎません。すべてのファイルが矛盾なく書き直された場合は検出できません。\n' +
      '終了コード：0 合格 · 1 矛盾あり · 2 使い方の誤り、読み取り不能 · 3 情報不足で判断できない。',
  },
  trainingFolder: {
    en: 'output folder of the run, or one of its files; links are not followed',
    ja: '学習の出力フォルダー、またはその中のファイル（リンクはたどりません）',
  },
  trainingData: {
    en: 'training data of the run: file, folder or glob (may be repeated)',
    ja: '学習に使ったデータ：ファイル、フォルダー、glob（複数指定可）',
  },
  trainingBase: {
    en: 'folder of the base model, with its safetensors',
    ja: 'ベースモデルのフォルダー（safetensors を含む）',
  },
  trainingStatement: {
    en: 'signed statement about training, data or base (may be repeated); signatures are checked by `zenbun verify`',
    ja: '学習・データ・ベースモデルに関する署名付きの証明（複数指定可。署名の検証は `zenbun verify`）',
  },
  trainingConfig: {
    en: "the trainer's configuration where it lies outside the folder (may be repeated)",
    ja: '出力フォルダーの外にある学習ツールの設定ファイル（複数指定可）',
  },
  trainingBaseLoss: {
    en: 'mean loss of the untrained base model on the data, in nats a token, measured by yourself',
    ja: '学習前のベースモデルの、このデータに対する平均損失（1 トークンあたり nat、ご自身で測定した値）',
  },
  trainingTunedLoss: {
    en: 'the same of the delivered model: with --base-loss it tells whether it learned what the log says',
    ja: '納品モデルについて同様に測定した損失。--base-loss と合わせて、ログにある学習結果が実際に得られているかを確認',
  },
} as const satisfies Record<string, Message>;
