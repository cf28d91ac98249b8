import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun scan shard|merge|marks|finish`. */
export const SCAN_PARTS_HELP = {
  scanShard: {
    en: 'scan one shard of a data set that is scanned in parts',
    ja: '分割して検査するデータの 1 シャードを検査',
  },
  scanShardPaths: {
    en: 'files, folders or globs of the whole data set, the same for every shard',
    ja: 'データ全体のファイル、フォルダー、glob（すべてのシャードで同じ指定）',
  },
  scanShardNumber: {
    en: 'which shard: 3/8, or env inside Slurm, a Kubernetes Indexed Job or AWS Batch (env/8 sets the count)',
    ja: 'シャードの番号：3/8、または Slurm、Kubernetes の Indexed Job、AWS Batch の中では env（env/8 で総数を指定）',
  },
  scanPartOutput: { en: 'where to write the part', ja: 'パートの書き出し先' },
  scanShardHow: {
    en:
      'Every shard lists the same inputs and takes its own part of them: whole files, and ranges of large files of lines. The exit\n' +
      'code says only whether the shard finished: 0 finished, 2 do not retry, 3 retry. A finished part is not made again.',
    ja:
      'どのシャードも同じ入力を一覧にし、自分の担当（ファイル全体、または大きな行形式ファイルの一部）を読みます。終了コードは\n' +
      '完了したかどうかだけを示します：0 完了、2 再試行しても無駄、3 再試行。完了済みのパートは作り直しません。',
  },
  scanMerge: {
    en: 'merge parts into one, and say whether a second pass is needed',
    ja: 'パートを 1 つに統合し、2 回目の読み取りが必要かどうかを表示',
  },
  scanMergeParts: {
    en: 'files that scan shard (or scan marks, or scan merge) wrote',
    ja: 'scan shard（または scan marks、scan merge）が書き出したファイル',
  },
  scanMarks: {
    en: 'second pass over one shard: mark rows that are known only once the whole set is',
    ja: '1 シャードの 2 回目の読み取り：全体が揃って初めて分かる行を特定',
  },
  scanMarksWith: { en: 'the merged part of all shards', ja: '全シャードを統合したパート' },
  scanFinish: {
    en: 'the result of a scan in parts, as zenbun scan gives it',
    ja: '分割した検査の結果を出力（zenbun scan と同じ内容）',
  },
  scanFinishMerged: { en: 'the merged part of all shards', ja: '全シャードを統合したパート' },
  scanFinishMarks: {
    en: 'files that scan marks wrote, if merge said that a second pass is needed',
    ja: 'scan marks が書き出したファイル（merge が 2 回目の読み取りを求めた場合）',
  },
} satisfies Readonly<Record<string, Message>>;
