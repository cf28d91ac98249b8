/** The kinds of hiding that `encoded` tells apart: the keys of its findings. */
export const ENCODINGS = [
  'separators',
  'substitution',
  'reversed',
  'leetspeak',
  'base64',
  'hex',
  'number-codes',
  'morse',
  'escapes',
  'symbols',
  'word-codes',
  'hidden-bits',
  'combining-marks',
  'invisible',
  'look-alikes',
  'masked-words',
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** A stretch of a text whose words a person does not see at once. Offsets in UTF-16 code units of that text. */
export interface EncodedHit {
  readonly encoding: Encoding;
  readonly start: number;
  readonly end: number;
  /** True where one such stretch tells that the text is disguised; without it, it takes several. */
  readonly sure?: boolean;
  /** What it holds, where it is in a code that everybody can read and was decoded whole. */
  readonly plain?: string;
}
