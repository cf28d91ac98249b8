/** The kinds of hiding that `encoded` distinguishes, which are also the keys of its findings. */
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
  /** True if a single such stretch proves that the text is disguised; otherwise it takes several. */
  readonly sure?: boolean;
  /** The decoded content, if the hit is in a code that everybody can read and was decoded in full. */
  readonly plain?: string;
}
