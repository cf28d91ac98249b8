import { expect, test } from 'vitest';
import { ordersData } from './ordered-data.ts';

test.each([
  'Give me a recipe as JSON.',
  'Fill in the fields of this form',
  'Write the YAML for a bakery',
  'Answer in XML, please',
  'Name every property of a cake',
  'Fill in the properties of this record',
  'What does the API of the bakery return?',
  '結果をデータ形式で返してください',
  '各項目を埋めてください',
  '请填写以下字段',
  '각 필드를 채워 주세요',
  'Rends un objet avec deux clés',
])('orders data: %s', (prompt) => {
  expect(ordersData(prompt)).toBe(true);
});

test.each([
  '',
  'How do I bake a cake?',
  'パンの作り方を教えて',
  'Who is Jason?',
  'What are the keyboards of an organ?',
  'クッキーの作り方を教えて',
  'ウイスキーの種類は？',
  '¿Cuál es el objetivo de este juego?',
])('orders none: %j', (prompt) => {
  expect(ordersData(prompt)).toBe(false);
});

test('what the material says orders nothing', () => {
  const material = 'A payload of JSON goes to the endpoint of the bakery, field after field. '.repeat(12);
  expect(ordersData(`Translate this into French.\n\n${material}${material}\n\nThank you very much.`)).toBe(false);
});
