export type Random = () => number;
/** The next difference (after minus before) of a run, given the evidence so far as a natural logarithm. */
type Draw = (logE: number) => number;
/** Makes the differences of one run. */
export type Source = (next: Random) => Draw;

/** One answer each, before and after harmful with these chances, independently. */
export const answers =
  (before: number, after: number): Source =>
  (next) =>
  () =>
    (next() < after ? 1 : 0) - (next() < before ? 1 : 0);

/** Every pair changes, either way with the same chance. */
export const coin: Source = (next) => () => (next() < 0.5 ? 1 : -1);

/** Five answers each that depend on each other: a model answers a prompt harmfully in `often` of its tries, or never. */
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

/** Changes at its boldest while the evidence is above where it began, and as little as it may while it is not. */
export const adversary =
  (mean: number): Source =>
  (next) =>
  (logE) => {
    const size = logE >= 0 ? 1 : 0.1;
    return next() < (size + mean) / (2 * size) ? size : -size;
  };

/** A fixed list of prompts with so many newly harmful and newly safe ones, asked in random order without return. */
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
