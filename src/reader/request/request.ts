import { ngramsOf } from '../features/ngrams.ts';
import { stemsOf, symbolsOf, type Vocabulary } from '../features/symbols.ts';
import { fold } from '../text/fold.ts';
import { instructionOf } from './instruction.ts';

/** The request that an answer is read against. */
export interface Request {
  readonly known: boolean;
  /** Content stems of the instruction itself, without the material it comes with. */
  readonly stems: ReadonlySet<string>;
  /** Hashed features of the instruction. */
  readonly ngrams: readonly number[];
  /** How likely such a request is to be declined, 0..1. */
  readonly refusalPrior: number;
}

const NO_STEMS: ReadonlySet<string> = new Set();
/** No request, or a blank one. */
export const UNKNOWN: Request = { known: false, stems: NO_STEMS, ngrams: [], refusalPrior: 0 };

/** Returns the instruction of a request in folded spelling. */
export const foldedInstruction = (prompt: string): string => fold(instructionOf(prompt)).trim();

/**
 * Reads a request; '' and blank ones are unknown. Looks at a bounded part of it. `priorOf`: how likely an instruction
 * is to be declined.
 */
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
