import { instructionOf } from './instruction.ts';

/**
 * Forms of data, and the words by which one is ordered. キー stands in no longer word (クッキー), nor objet in "objetivo" or
 * "Objektiv": whoever asks for cookies or for a lens orders no data.
 */
const DATA =
  /\b(?:json|jsonl|yaml|xml|html|csv|schema|(?:key|attribute|field|property)s?|properties|payload|api|webhook|endpoint)\b|データ形式|オブジェクト|(?<![ァ-ヴー])キー(?![ァ-ヴー])|項目|スキーマ|字段|필드|obje(?:to?|kt)(?!iv)/i;

/** Whether a request orders data, so that what the answer's values say is content and not the speaker's own words. */
export function ordersData(prompt: string): boolean {
  return DATA.test(instructionOf(prompt));
}
