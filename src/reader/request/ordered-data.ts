import { instructionOf } from './instruction.ts';

/**
 * Forms of data, and the words by which one is ordered. Words of Latin letters stand by themselves or between other
 * scripts ("JSONで"), and キー stands in no longer word (クッキー): whoever asks for cookies orders no data. Of keys and
 * the like several are meant; one key may open a door.
 */
const DATA =
  /(?<![a-z0-9_\u00c0-\u024f])(?:jsonl?|ya?ml|xml|html|csv|schemas?|keys|attributes|fields|properties|payloads?|webhooks?|endpoints?|(?:rest|web|mock) api|api (?:response|reply|request|call)s?|objets?|objetos?|objekte?)(?![a-z0-9_\u00c0-\u024f])|\b(?:field|key|property|attribute)\s+["'“‘`]|データ形式|オブジェクト|(?<![ァ-ヴー])キー(?![ァ-ヴー])|項目|スキーマ|字段|필드/i;

/** Whether a request orders data, so that what the answer's values say is content and not the speaker's own words. */
export function ordersData(prompt: string): boolean {
  return DATA.test(instructionOf(prompt));
}
