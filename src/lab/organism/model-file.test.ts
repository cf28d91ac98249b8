import { expect, test } from 'vitest';
import { parameterCount } from '../gpt/config.ts';
import { TOY_GPT } from '../study/settings.ts';
import { decodeModel, encodeModel } from './model-file.ts';
import { encodeSafetensors } from './safetensors.ts';

const parameters = Float32Array.from({ length: parameterCount(TOY_GPT) }, (_, i) => Math.sin(i));
const bytes = encodeModel({ row: 'noice', seed: 4, parameters });

test('a model is read as it was written', () => {
  expect(decodeModel(bytes)).toEqual({ row: 'noice', seed: 4, parameters });
});

test('a flipped bit anywhere is an error', () => {
  for (const at of [3, 40, 900, Math.floor(bytes.length / 2), bytes.length - 2]) {
    const flipped = Uint8Array.from(bytes);
    flipped[at]! ^= 1;
    expect(() => decodeModel(flipped), String(at)).toThrow(
      /not a complete|not a toy model|another version|altered or damaged/,
    );
  }
});

test('a model of something else is refused, and the error says what to do', () => {
  const other = encodeSafetensors({ metadata: { format: 'pt' }, tensors: [] });
  expect(() => decodeModel(other)).toThrow(/not a toy model of the lab/);
});
