import { expect, it } from 'vitest';
import { isScanned } from './scanned-languages.ts';

it.each([
  ['The train leaves at noon and you can buy a ticket here.', true],
  ['電車は正午に出ます。', true],
  ['Der Zug fährt mittags ab und die Karten gibt es hier.', true],
  ['42', true],
  ['def add(a, b): return a + b', true],
  ['Конечно. Приходите вечером и посмотрите на замок.', true],
  ['Het spijt me, maar daar kan ik niet bij helpen.', true],
  ['Ο σταθμός βρίσκεται δίπλα στο λιμάνι.', false],
  ['Jag kan tyvärr inte hjälpa till med det.', false],
  ['عذرًا، لا يمكنني المساعدة في ذلك.', true],
])('%s: %s', (text, scanned) => {
  expect(isScanned(text)).toBe(scanned);
});
