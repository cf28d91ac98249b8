import { TABLE_WORDS, type TextSet } from '../sampling/text-set.ts';
import { longestList, StateFault, type StateShape, wholeNumber } from './shape.ts';

const WORD = wholeNumber(2 ** 32 - 1);

/** A set of texts; in JSON, the words of its table. Most are 0, so the table of a small set is short. */
export const TEXT_SET: StateShape<TextSet> = {
  form: `table(${TABLE_WORDS}, ${WORD.form})`,
  longest: longestList(TABLE_WORDS, WORD.longest),
  encode: (set) => [...set],
  decode(json) {
    if (!Array.isArray(json) || json.length !== TABLE_WORDS)
      throw new StateFault({
        en: `is not a list of ${TABLE_WORDS} values`,
        ja: `は ${TABLE_WORDS} 個の値のリストではありません`,
      });
    return Uint32Array.from(json, (word: unknown) => WORD.decode(word));
  },
};
