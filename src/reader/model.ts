import { CharacterModel } from './features/character-model.ts';
import type { Vocabulary } from './features/symbols.ts';
import { FeatureTable } from './network/feature-table.ts';
import type { ReaderWeights } from './network/reader-network.ts';
import { unpackHashes, unpackReader } from './network/unpack.ts';
import { OpeningGate } from './opening/opening-gate.ts';
import { AnswerReader } from './outcome/answer-reader.ts';
import { ordersData } from './request/ordered-data.ts';
import { foldedInstruction, type Request, requestOf, UNKNOWN } from './request/request.ts';
import { UnitScanner } from './text/units.ts';
import { OPENING } from './weights/opening.ts';
import { PRIOR } from './weights/prior.ts';
import { READER } from './weights/reader.ts';

/** The trained reader. */
interface ReaderModel {
  readonly weights: ReaderWeights;
  readonly vocabulary: Vocabulary;
  /** How likely a request is declined, told from the request alone: learnt from the corpus. */
  readonly prior: CharacterModel;
  /** Lent for the length of one call: nothing of it is kept from one answer to the next. */
  readonly lent: AnswerReader;
}

/** A reader of one answer to `prompt`; without a prompt, or with a blank one, the request is unknown. */
export function answerReader(prompt = ''): AnswerReader {
  const { weights, vocabulary } = readerModel();
  return new AnswerReader(weights, vocabulary, readRequest(prompt));
}

/** The same for whoever is done with it before anybody asks for the next: the one reader that is kept for that. */
export function lentReader(prompt = ''): AnswerReader {
  const { lent } = readerModel();
  lent.startOver(prompt === '' ? UNKNOWN : readRequest(prompt));
  return lent;
}

function readRequest(prompt: string): Request {
  const { vocabulary, prior } = readerModel();
  return requestOf(prompt, vocabulary, (instruction) => prior.of(instruction));
}

/** How likely a request is declined, told from the request alone, 0..1; null where there is none, or it is blank. */
export function refusalPrior(prompt: string): number | null {
  const instruction = foldedInstruction(prompt);
  return instruction === '' ? null : readerModel().prior.of(instruction);
}

/** Cuts an answer to `prompt`. */
export function unitScanner(prompt = ''): UnitScanner {
  return new UnitScanner({ spokenData: !ordersData(prompt) });
}

let unpacked: ReaderModel | null = null;

/** Unpacked when it is first asked for: a constant that is costly to make, not a state. */
function readerModel(): ReaderModel {
  if (unpacked === null) {
    const kept = new FeatureTable(unpackHashes(READER.kept.hashes, READER.kept.count));
    const weights = unpackReader(READER);
    const vocabulary: Vocabulary = { keeps: (hash) => kept.rowOf(hash) >= 0 };
    const lent = new AnswerReader(weights, vocabulary, UNKNOWN);
    unpacked = { weights, vocabulary, prior: new CharacterModel(PRIOR), lent };
  }
  return unpacked;
}

let gate: OpeningGate | null = null;

/** The gate before the reader; unpacked when it is first asked for. */
export function openingGate(): OpeningGate {
  gate ??= new OpeningGate(OPENING);
  return gate;
}
