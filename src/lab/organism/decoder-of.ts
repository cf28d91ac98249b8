import { Decoder } from '../gpt/sample.ts';
import { CONTEXT, TOY_GPT } from '../study/settings.ts';

/** A decoder for a toy model, on the fast kernels. */
export function decoderOf(parameters: Float32Array, slots: number): Decoder {
  return new Decoder('wasm', TOY_GPT, parameters, { slots, context: CONTEXT });
}
