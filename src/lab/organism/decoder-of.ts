import { Decoder } from '../gpt/sample.ts';
import { availableKernels } from '../kernels/create-kernels.ts';
import { CONTEXT, TOY_GPT } from '../study/settings.ts';

/** Returns a decoder for a toy model, on the fastest kernels available. */
export function decoderOf(parameters: Float32Array, slots: number): Decoder {
  return new Decoder(availableKernels()[0]!, TOY_GPT, parameters, { slots, context: CONTEXT });
}
