import type { Message } from '../../../schema/index.ts';
import type { LogFault } from '../../../tlog/index.ts';

const KINDS: Readonly<Record<LogFault['kind'], Message>> = {
  unreadable: { en: 'could not be fetched', ja: '取得できません' },
  malformed: { en: 'is not in the format', ja: '形式が正しくありません' },
  checkpoint: { en: 'the checkpoint was refused', ja: 'チェックポイントを検証できません' },
  leaf: { en: 'holds a record that is not the one of the tree', ja: 'ツリーと異なる記録があります' },
  hash: { en: 'holds a hash that does not fit what lies below', ja: '下位の内容と一致しないハッシュがあります' },
  subtree: { en: 'holds other hashes than the tree', ja: 'ツリーと異なるハッシュがあります' },
  disagreement: { en: 'fits neither what is below nor what is above', ja: '上位とも下位とも一致しません' },
  root: { en: 'the records have another root than was signed', ja: '記録のルートハッシュが署名された値と異なります' },
  'no-root': { en: 'the root could not be recomputed', ja: 'ルートハッシュを再計算できません' },
  cut: { en: 'the log is shorter than it was', ja: '証跡が以前より短くなっています' },
  rewritten: {
    en: 'the log was rewritten since the earlier checkpoint',
    ja: '以前のチェックポイントの後に書き換えられています',
  },
  'no-earlier-root': {
    en: 'whether it goes on from the earlier checkpoint could not be told',
    ja: '以前のチェックポイントの続きかどうか判断できません',
  },
};

/** Describes one fault of a log, with its place. */
export function faultText({ kind, path, index, detail }: LogFault): Message {
  const place = index === null ? path : `${path} #${index}`;
  const rest = detail === null ? '' : ` (${detail})`;
  const { en, ja } = KINDS[kind];
  return { en: `${place}: ${en}${rest}`, ja: `${place}：${ja}${rest}` };
}
