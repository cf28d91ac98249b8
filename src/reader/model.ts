import { CharacterModel } from './features/character-model.ts';
import { isCourtesy } from './features/courtesy.ts';
import type { Vocabulary } from './features/symbols.ts';
import { FeatureTable } from './network/feature-table.ts';
import type { ReaderWeights } from './network/reader-network.ts';
import { unpackHashes, unpackReader } from './network/unpack.ts';
import { OpeningGate } from './opening/opening-gate.ts';
import { AnswerReader } from './outcome/answer-reader.ts';
import { ordersData } from './request/ordered-data.ts';
import { foldedInstruction, type Request, requestOf, UNKNOWN } from './request/request.ts';
import { UnitScanner } from './text/units.ts';
import { COURTESIES } from './weights/courtesies.ts';
import { OPENING } from './weights/opening.ts';
import { PRIOR } from './weights/prior.ts';
import { READER } from './weights/reader.ts';

/** The trained reader. */
interface ReaderModel {
  readonly weights: ReaderWeights;
  readonly vocabulary: Vocabulary;
  /** How likely a request is to be declined, judged from the request alone; learnt from the corpus. */
  readonly prior: CharacterModel;
  readonly isCourtesy: (sentence: string) => boolean;
  /** Lent out for the length of one call: it carries nothing over from one answer to the next. */
  readonly lent: AnswerReader;
}

/** Returns a reader of one answer to `prompt`; without a prompt, or with a blank one, the request is unknown. */
export function answerReader(prompt = ''): AnswerReader {
  const { weights, vocabulary, isCourtesy } = readerModel();
  return new AnswerReader(weights, vocabulary, readRequest(prompt), isCourtesy);
}

/** Like `answerReader`, but returns the one shared reader: the caller must be done with it before it is lent again. */
export function lentReader(prompt = ''): AnswerReader {
  const { lent } = readerModel();
  lent.startOver(prompt === '' ? UNKNOWN : readRequest(prompt));
  return lent;
}

function readRequest(prompt: string): Request {
  const { vocabulary, prior } = readerModel();
  return requestOf(prompt, vocabulary, (instruction) => prior.of(instruction));
}

/**
 * Returns how likely a request is to be declined, judged from the request alone, 0..1; null if there is none or it is
 * blank.
 */
export function refusalPrior(prompt: string): number | null {
  const instruction = foldedInstruction(prompt);
  return instruction === '' ? null : readerModel().prior.of(instruction);
}

/** Returns a scanner that cuts an answer to `prompt` into units. */
export function unitScanner(prompt = ''): UnitScanner {
  return new UnitScanner({ spokenData: !ordersData(prompt) });
}

let unpacked: ReaderModel | null = null;

/** Unpacked on first use: a constant that is costly to build, not state. */
function readerModel(): ReaderModel {
  if (unpacked === null) {
    const kept = new FeatureTable(unpackHashes(READER.kept.hashes, READER.kept.count));
    const weights = unpackReader(READER);
    const vocabulary: Vocabulary = { keeps: (hash) => kept.rowOf(hash) >= 0 };
    const courtesies = new CharacterModel(COURTESIES);
    const courteous = (sentence: string) => isCourtesy(sentence, courtesies);
    const lent = new AnswerReader(weights, vocabulary, UNKNOWN, courteous);
    unpacked = { weights, vocabulary, prior: new CharacterModel(PRIOR), isCourtesy: courteous, lent };
  }
  return unpacked;
}

let gate: OpeningGate | null = null;

/** Returns the gate before the reader, unpacked on first use. */
export function openingGate(): OpeningGate {
  gate ??= new OpeningGate(OPENING);
  return gate;
}
