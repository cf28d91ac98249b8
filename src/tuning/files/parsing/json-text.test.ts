import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonText } from './json-text.ts';

/** The value as one with prototypes, for comparisons. */
const valueIn = (text: string): unknown => {
  const reading = parseJsonText(text);
  if (!reading.isRead) throw new Error(`${reading.fault.problem} on line ${reading.fault.line}`);
  return structuredClone(reading.value);
};

test('every JSON text has the value that the engine reads, compact and indented', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), fc.nat(4), (text, indent) => {
      const value: unknown = JSON.parse(text);
      expect(JSON.stringify(valueIn(text))).toBe(JSON.stringify(value));
      expect(JSON.stringify(valueIn(JSON.stringify(value, null, indent)))).toBe(JSON.stringify(value));
    }),
    { numRuns: 40 },
  );
});

test('whatever the text, it is read or its fault has a line of the text', () => {
  const unit = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '1',
    '-',
    'N',
    'NaN',
    '\\',
    'u',
    '/',
    '*',
    '\n',
    'true',
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
      const reading = parseJsonText(text);
      if (reading.isRead) return;
      expect(reading.fault.line).toBeGreaterThanOrEqual(1);
      expect(reading.fault.line).toBeLessThanOrEqual(text.split('\n').length);
    }),
    { numRuns: 2000 },
  );
});

test.each<[string, unknown]>([
  // As Python writes them.
  ['NaN', Number.NaN],
  ['[Infinity, -Infinity]', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
  // As people write them.
  ['{"a": 1, "b": [1, 2,],}', { a: 1, b: [1, 2] }],
  ['// one\n{"a": /* two */ 1} // three', { a: 1 }],
  ['/* 1 * / 2 */ 3', 3],
  ['{"a": "// no comment /* */"}', { a: '// no comment /* */' }],
  ['\ufeff {"a"\u00a0: 1}', { a: 1 }],
  ['1.', 1],
  ['-1.5e+3', -1500],
  ['"\\ud83d\\ude00\\u00E9\\/\\b\\f\\n\\r\\t\\"\\\\"', '😀é/\b\f\n\r\t"\\'],
  ['{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
  ['{}', {}],
  ['[ ]', []],
])('%j is read', (text, value) => expect(valueIn(text)).toEqual(value));

test.each<[string, 'unexpected' | 'ended', number]>([
  ['', 'ended', 1],
  ['\n\n', 'ended', 3],
  ['{"a": 1', 'ended', 1],
  ['{"a": 1,\n"b": [1,\n', 'ended', 3],
  ['{"a": 1,\n"b" 2}', 'unexpected', 2],
  ['{"a": "x', 'ended', 1],
  ['{"a": "x\n"}', 'unexpected', 1],
  ['[1 2]', 'unexpected', 1],
  ['{a: 1}', 'unexpected', 1],
  ["{'a': 1}", 'unexpected', 1],
  ['[,]', 'unexpected', 1],
  ['1\n\n2', 'unexpected', 3],
  ['"\\x41"', 'unexpected', 1],
  ['"\\u12g4"', 'unexpected', 1],
  ['.5', 'unexpected', 1],
  ['True', 'unexpected', 1],
  ['/* 1', 'ended', 1],
])('%j is not: %s on line %i', (text, problem, line) => {
  expect(parseJsonText(text)).toEqual({ isRead: false, fault: { problem, line } });
});

test('of a key that occurs twice the last value counts, and the first few such keys are named', () => {
  expect(parseJsonText('{"a": 1, "b": {"a": 2, "c": 1, "c": 2}, "a": 3}')).toMatchObject({
    value: { a: 3, b: { a: 2, c: 2 } },
    repeatedKeys: ['c', 'a'],
  });
  const many = Array.from({ length: 7 }, (_, i) => `"k${i}": 1, "k${i}": 2`).join();
  expect(parseJsonText(`{${many}}`)).toMatchObject({ repeatedKeys: ['k0', 'k1', 'k2', 'k3', 'k4'] });
});

test('names of built-in properties are keys like any other', () => {
  const reading = parseJsonText('{"constructor": 1, "toString": 2}');
  expect(reading).toMatchObject({ isRead: true, repeatedKeys: [] });
  expect(Object.getPrototypeOf((reading as { value: object }).value)).toBeNull();
});

test('200 levels are read, one more is too deep, and a million do not end the process', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  expect(parseJsonText(nested(200)).isRead).toBe(true);
  expect(parseJsonText(nested(201))).toEqual({ isRead: false, fault: { problem: 'too-deep', line: 1 } });
  expect(parseJsonText('{"a":'.repeat(1_000_000))).toMatchObject({ fault: { problem: 'too-deep' } });
});

test('a long text is read as leniently as a short one', () => {
  const long = `"${'x'.repeat(4 * 1024 * 1024)}"`;
  expect(valueIn(long)).toBe(JSON.parse(long));
  expect(valueIn(`[NaN, ${long},]`)).toEqual([Number.NaN, JSON.parse(long)]);
  expect(parseJsonText(`[\n${long}\n`)).toEqual({ isRead: false, fault: { problem: 'ended', line: 3 } });
});
