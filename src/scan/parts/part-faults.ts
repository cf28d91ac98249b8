import { ZenbunError } from '../../errors.ts';
import { shardList } from './joinable.ts';

const MAKE_ANEW = { en: 'Make it again.', ja: '作り直してください。' };

/** The digest matches, but the part lacks required content. */
export const damagedPart = (path: string) =>
  new ZenbunError(
    'damaged',
    { en: `${path} does not contain all of a part`, ja: `${path} にはパートの内容が揃っていません` },
    { advice: MAKE_ANEW },
  );

export const changedPart = (path: string) =>
  new ZenbunError(
    'damaged',
    { en: `${path} changed while it was being merged`, ja: `${path} は統合中に変更されました` },
    {
      advice: {
        en: 'Wait until all shards are finished, then merge again.',
        ja: '全シャードの完了を待って、もう一度統合してください。',
      },
    },
  );

export const piecesMissing = (path: string) =>
  new ZenbunError(
    'damaged',
    { en: `${path} does not cover all inputs`, ja: `${path} は入力のすべてを含んでいません` },
    { advice: MAKE_ANEW },
  );

/** Shards, or passes, have read different bytes of a file. */
export const changedInput = (path: string) =>
  new ZenbunError(
    'damaged',
    { en: `${path} changed while the shards read it`, ja: `${path} はシャードの実行中に変更されました` },
    {
      advice: {
        en: 'Wait until it is fully written, then run all shards again.',
        ja: '書き込みが終わってから、全シャードを実行し直してください。',
      },
    },
  );

export const otherMarks = (path: string, merged: string) =>
  new ZenbunError(
    'usage',
    { en: `${path} was not made with ${merged}`, ja: `${path} は ${merged} を使って作られたものではありません` },
    {
      advice: {
        en: `Give the files that \`zenbun scan marks --with ${merged}\` wrote.`,
        ja: `\`zenbun scan marks --with ${merged}\` が書き出したファイルを指定してください。`,
      },
    },
  );

export const shardTwice = (a: string, b: string, shard: number) =>
  new ZenbunError(
    'usage',
    { en: `${a} and ${b} both contain shard ${shard}`, ja: `${a} と ${b} の両方にシャード ${shard} が含まれています` },
    { advice: { en: 'Give one of them.', ja: 'どちらか一方を指定してください。' } },
  );

export const marksMissing = (shards: readonly number[]) =>
  new ZenbunError(
    'usage',
    {
      en: `a second pass is needed, and the marks of shard ${shardList(shards)} are missing`,
      ja: `2 回目の読み取りが必要ですが、シャード ${shardList(shards)} の結果がありません`,
    },
    {
      advice: {
        en: 'Run `zenbun scan marks` for each shard, then give all its files to `zenbun scan finish`.',
        ja: '各シャードで `zenbun scan marks` を実行し、そのファイルをすべて `zenbun scan finish` に渡してください。',
      },
    },
  );

export const notReadTwice = (path: string) =>
  new ZenbunError(
    'usage',
    { en: `${path} is not a file`, ja: `${path} はファイルではありません` },
    {
      advice: {
        en: 'Parts are read more than once: save it to a file.',
        ja: 'パートは複数回読み取ります。ファイルに保存して指定してください。',
      },
    },
  );
