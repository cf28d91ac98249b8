import type { Vocabulary } from './features/symbols.ts';
import type { ReaderWeights } from './network/reader-network.ts';
import { bytesOfBase64, unpackHashes, unpackReader } from './network/unpack.ts';
import { SCREEN_BITS } from './screen/sentence-features.ts';
import { READER } from './weights/reader.ts';
import { SCREEN } from './weights/screen.ts';

/** The trained reader. */
export interface ReaderModel {
  readonly weights: ReaderWeights;
  readonly vocabulary: Vocabulary;
  readonly screen: Screen;
}

/** A linear model of words and pairs of words: a weight for each bucket, and the sum that a telling sentence reaches. */
export interface Screen {
  readonly weights: Int8Array;
  readonly threshold: number;
}

let unpacked: ReaderModel | null = null;

/** Unpacked when it is first asked for: a constant that is costly to make, not a state. */
export function readerModel(): ReaderModel {
  if (unpacked === null) {
    const kept = new Set(unpackHashes(READER.kept.hashes, READER.kept.count));
    unpacked = {
      weights: unpackReader(READER),
      vocabulary: { keeps: (hash) => kept.has(hash) },
      screen: {
        weights: new Int8Array(bytesOfBase64(SCREEN.weights, 1 << SCREEN_BITS).buffer),
        threshold: SCREEN.threshold,
      },
    };
  }
  return unpacked;
}
