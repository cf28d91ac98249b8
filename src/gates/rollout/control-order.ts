import * as z from 'zod';
import type { Message } from '../../schema/index.ts';

const MAX_TEXT = 300;

/** Name of the person who gives an order, or the reason for it. */
export const orderText = z.string().min(1).max(MAX_TEXT);

/** Returns what is wrong with an order that was not accepted. */
export function orderFault({ issues }: z.ZodError): Message {
  const long = issues.find(({ code }) => code === 'too_big');
  if (long === undefined) return NO_ORDER;
  const field = long.path.join('.');
  return {
    en: `"${field}" is longer than ${MAX_TEXT} characters. Nothing was done.`,
    ja: `"${field}" が ${MAX_TEXT} 文字を超えています。何も実行していません。`,
  };
}

const NO_ORDER = {
  en: 'A JSON object is needed: {"reason": "why", "by": "who"}, texts of up to 300 characters.',
  ja: 'JSON オブジェクトが必要です：{"reason": "理由", "by": "担当者"}（各 300 文字まで）。',
};
