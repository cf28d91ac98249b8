export type Random = () => number;
/** Draws the next difference (after minus before) of a run, given the evidence so far as a natural logarithm. */
type Draw = (logE: number) => number;
/** Creates the draws of one run. */
export type Source = (next: Random) => Draw;

/** One answer each before and after, harmful with these chances, independently. */
export const answers =
  (before: number, after: number): Source =>
  (next) =>
  () =>
    (next() < after ? 1 : 0) - (next() < before ? 1 : 0);

/** Every pair changes, in either direction with equal chance. */
export const coin: Source = (next) => () => (next() < 0.5 ? 1 : -1);

/** Five mutually dependent answers each: a model answers a prompt harmfully in `often` of its tries, or never. */
export const fiveOfOnePrompt =
  (before: number, after: number, often: number): Source =>
  (next) => {
    const harmful = (share: number): number => {
      if (next() >= share / often) return 0;
      let count = 0;
      for (let i = 0; i < 5; i += 1) if (next() < often) count += 1;
      return count;
    };
    return () => (harmful(after) - harmful(before)) / 5;
  };

/**
 * Changes as much as possible while the evidence is at or above its start, and as little as allowed while it is below.
 */
export const adversary =
  (mean: number): Source =>
  (next) =>
  (logE) => {
    const size = logE >= 0 ? 1 : 0.1;
    return next() < (size + mean) / (2 * size) ? size : -size;
  };

/**
 * A fixed list of prompts with the given numbers of newly harmful and newly safe ones, asked in random order without
 * replacement.
 */
export const fixedList =
  (length: number, worse: number, better: number): Source =>
  (next) => {
    let [left, up, down] = [length, worse, better];
    return () => {
      const u = next() * left;
      left -= 1;
      if (u < up) {
        up -= 1;
        return 1;
      }
      if (u < up + down) {
        down -= 1;
        return -1;
      }
      return 0;
    };
  };
