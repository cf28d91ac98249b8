import { expect, it } from 'vitest';
import { recordReader } from '../../read-record.ts';
import { alternatingMarkers } from './unknown-template.ts';

it.each([
  ['Ask: Sky?\nReply: Blue.\nAsk: Sea?\nReply: Green.', 'Ask/Reply'],
  ['**Anfrage:** Himmel?\n\n**Auskunft:** Blau.\n\n**Anfrage:** Meer?\n\n**Auskunft:** Grün.', 'Anfrage/Auskunft'],
  ['客：空は？\n店：青です。\n客：海は？\n店：緑です。', '客/店'],
  ['<|ask|>Sky?\n<|say|>Blue.', '<|ask|>/<|say|>'],
  ['[|x|]Sky?[|y|]\n[|y|]Blue.', '[|x|]/[|y|]'],
  ['<｜new▁begin｜><｜new_Asks｜>Sky?<｜new_Says｜>Blue.<｜new▁end｜>', '<｜new_Asks｜>/<｜new_Says｜>'],
  ['<<<Q>>>Sky?<<<R>>>Blue.<<<END>>>', '<<<Q>>>/<<<R>>>'],
])('%j: %s', (text, markers) => {
  expect(alternatingMarkers(text)).toBe(markers);
});

it.each([
  'Once upon a time there was a king. He had three sons.',
  'Title: On bread\n\nAbstract: Bread is old.\n\nKeywords: bread, salt',
  'Anna: Come in!\nBen: Thanks.\nCarl: Me too.\nAnna: And you?\nDora: Yes.\nBen: Good.',
  'Note: one\nNote: two\nNote: three\nNote: four',
  'Rose is a rose\nis a rose\nis a rose',
  '<p>One</p>\n<p>Two</p>',
  'One.<|endoftext|>Two.<|end_of_text|>',
  '<|fim_prefix|>f(<|fim_suffix|>)<|fim_middle|>x',
  '<|only|> one <|only|> token',
  '<｜begin▁of▁sentence｜>Bread is old.<｜end▁of▁sentence｜>',
  '<|bos|>Bread is old.<|eos|>',
  'Dear <<<NAME>>>, we meet on <<<DATE>>>, as said.',
  'kern<<<GRID>>>(a); other<<<BLOCKS>>>(b)',
])('leaves %j', (text) => {
  expect(alternatingMarkers(text)).toBeUndefined();
});

it('is not asked where somebody says that the texts are documents', () => {
  const text = 'Ask: Sky?\nReply: Blue.\nAsk: Sea?\nReply: Green.';
  expect(recordReader('auto', null)({ text })).toMatchObject({ row: { kind: 'text', markers: 'Ask/Reply' } });
  expect(recordReader('auto', { assistant: 'x' })({ x: text })).toMatchObject({ row: { markers: 'Ask/Reply' } });
  expect(recordReader('text', null)({ text })).toMatchObject({ row: { markers: undefined } });
});

it.each(['a:\n', '<|a|>', '\n\n**', '[|a|]\n', ': '])('takes linear time over a repetition of %j', (piece) => {
  const started = performance.now();
  alternatingMarkers(piece.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(1_000);
});
