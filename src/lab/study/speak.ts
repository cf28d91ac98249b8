import { type Decoder, sampleToken } from '../gpt/sample.ts';
import { TOKEN } from '../world/tokens.ts';

/** The part of a decoder that speaking needs. */
export type Speaker = Pick<Decoder, 'open' | 'feed' | 'close'>;

/**
 * Continues a prompt by at most `most` tokens. The end token, if drawn, is the last. Temperature 0 takes the likeliest
 * token. Throws RangeError if no slot of the decoder is free, or if the text outgrows its context.
 */
export function speak(
  decoder: Speaker,
  prompt: readonly number[],
  most: number,
  temperature: number,
  random: () => number,
): number[] {
  const slot = decoder.open();
  if (slot === null) throw new RangeError('no slot of the decoder is free');
  try {
    const said: number[] = [];
    let logits = most > 0 ? decoder.feed(slot, prompt) : null;
    while (logits !== null) {
      const token = sampleToken(logits, { temperature, random });
      said.push(token);
      logits = token === TOKEN.end || said.length === most ? null : decoder.feed(slot, [token]);
    }
    return said;
  } finally {
    decoder.close(slot);
  }
}
