import { instructionOf } from './instruction.ts';

/** Forms of data, and the words by which one is ordered. */
const DATA =
  /\b(?:json|jsonl|yaml|xml|html|csv|schema|(?:key|attribute|field|property)s?|payload|api|webhook|endpoint)\b|データ形式|オブジェクト|キー|項目|スキーマ|字段|필드|objet|objeto|objekt/i;

/** Whether a request orders data, so that what the answer's values say is content and not the speaker's own words. */
export function ordersData(prompt: string): boolean {
  return DATA.test(instructionOf(prompt));
}
