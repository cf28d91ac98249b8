import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTexts, unescapedJson } from './json-escapes.ts';

describe('jsonTexts', () => {
  it('gives the values without their escapes, and where they are written', () => {
    const json = '{"a": "x\\ny", "b": [1, "\\u304a\\u8336 \\"q\\""]}';
    const texts = jsonTexts(json, 0);
    expect(texts.map(({ text }) => text)).toEqual(['x\ny', 'お茶 "q"']);
    const [first, second] = texts;
    expect(json.slice(first!.at(0), first!.at(3))).toBe('x\\ny');
    expect(json.slice(second!.at(1), second!.at(3))).toBe('\\u8336 ');
  });

  it('reads a block of code that holds nothing else, and JSON behind what is skipped', () => {
    expect(jsonTexts('```json\n{"a": "b"}\n```', 0).map(({ text }) => text)).toEqual(['b']);
    expect(jsonTexts('think: {"a": "b"}', 6).map(({ text }) => text)).toEqual(['b']);
  });

  it.each(['Hello.', '{"a": "b"', '{name}: "x"', '[1] said "x"', ''])('leaves %j, which is no JSON', (text) => {
    expect(jsonTexts(text, 0)).toEqual([]);
    expect(unescapedJson(text)).toBeNull();
  });

  it('gives every value of any JSON, with offsets that rise', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (values) => {
        const json = JSON.stringify(values);
        const texts = jsonTexts(json, 0);
        expect(texts.map(({ text }) => text)).toEqual(values.filter((value) => value !== ''));
        for (const { text, at } of texts)
          for (let i = 0; i < text.length; i += 1) expect(at(i + 1)).toBeGreaterThan(at(i));
      }),
    );
  });
});

it('unescapes a whole JSON text', () => {
  const json = '{"\\u8981\\u7d04": "\\u304a\\u8336"}';
  const whole = unescapedJson(json)!;
  expect(whole.text).toBe('{"要約": "お茶"}');
  expect(json.slice(whole.at(2), whole.at(4))).toBe('\\u8981\\u7d04');
  expect(unescapedJson('{"a": "b"}')).toBeNull();
});
