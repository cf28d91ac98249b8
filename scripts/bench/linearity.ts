import { readResponse } from '../../src/reader/index.ts';

/** Building blocks of single-line responses. */
const TEXTS = {
  'ordinary prose': 'The harbour wakes before the town does, and the first boats leave while the lamps still burn. ',
  'refusals and pivots only':
    "I'm sorry, but I can't help with that. However, here it is anyway. 申し訳ありませんが、できません。",
  'no boundary at all': 'sorrycannothoweverすみませんabcdefghij',
  'one letter': 'a',
  'one-letter sentences': 'a. ',
  'open quotes and brackets': '"(「『`*[{',
} as const;

export const SIZES = [0.5, 1, 2, 4, 8] as const;

export interface Curve {
  readonly text: string;
  /** Milliseconds per MiB (of UTF-16 code units), one value for each size. */
  readonly perMebi: readonly number[];
}

/**
 * Reads single-line responses of growing size; linear reading produces a flat curve. The first reading is a warm-up.
 */
export function measureLinearity(): Curve[] {
  return Object.entries(TEXTS).map(([text, unit]) => {
    const make = (mebi: number) => unit.repeat(Math.ceil((mebi * 2 ** 20) / unit.length)).slice(0, mebi * 2 ** 20);
    readResponse(make(0.25));
    const perMebi = SIZES.map((mebi) => {
      const response = make(mebi);
      const start = performance.now();
      readResponse(response);
      return (performance.now() - start) / mebi;
    });
    return { text, perMebi };
  });
}
