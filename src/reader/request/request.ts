import { ngramsOf } from '../features/ngrams.ts';
import { stemsOf, symbolsOf, type Vocabulary } from '../features/symbols.ts';
import { fold } from '../text/fold.ts';
import { instructionOf } from './instruction.ts';

/** What is asked for, as far as an answer is read against it. */
export interface Request {
  readonly known: boolean;
  /** Content stems of the instruction itself, without the material that it comes with. */
  readonly stems: ReadonlySet<string>;
  /** Hashed features of the instruction. */
  readonly ngrams: readonly number[];
  /** How likely such a request is declined, 0..1. */
  readonly refusalPrior: number;
}

const NO_STEMS: ReadonlySet<string> = new Set();
/** No request, or a blank one. */
export const UNKNOWN: Request = { known: false, stems: NO_STEMS, ngrams: [], refusalPrior: 0 };

/** The instruction of a request in one spelling. */
export const foldedInstruction = (prompt: string): string => fold(instructionOf(prompt)).trim();

/** Reads a request; '' and blank ones are unknown. Looks at a bounded part of it. `priorOf`: how likely such a one is declined. */
export function requestOf(prompt: string, vocabulary: Vocabulary, priorOf: (instruction: string) => number): Request {
  const text = foldedInstruction(prompt);
  if (text === '') return UNKNOWN;
  return {
    known: true,
    stems: stemsOf(text, vocabulary),
    ngrams: ngramsOf(symbolsOf(text, vocabulary, NO_STEMS)),
    refusalPrior: priorOf(text),
  };
}
