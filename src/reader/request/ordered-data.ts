import { instructionOf } from './instruction.ts';

/**
 * Forms of data, and words used to order them. キー does not count inside a longer word (クッキー), nor objet in "objetivo"
 * or "Objektiv": a request for cookies or for a lens orders no data.
 */
const DATA =
  /\b(?:json|jsonl|yaml|xml|html|csv|schema|(?:key|attribute|field|property)s?|properties|payload|api|webhook|endpoint)\b|データ形式|オブジェクト|(?<![ァ-ヴー])キー(?![ァ-ヴー])|項目|スキーマ|字段|필드|obje(?:to?|kt)(?!iv)/i;

/** Reports whether a request orders data. The values in the answer are then content and not the speaker's own words. */
export function ordersData(prompt: string): boolean {
  return DATA.test(instructionOf(prompt));
}
