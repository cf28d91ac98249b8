/** Tells which of up to 31 groups have a literal in a text: bit `i` for group `i`. Null groups are always told. */
export type LiteralScan = (text: string) => number;

/** Literals are cut to so many bytes: longer ones hardly tell more, and make the table larger than a cache. */
const LONGEST = 5;

/**
 * One pass for the literals of all groups (Aho and Corasick, CACM 18(6), 1975), as a table of the next state by state
 * and class of character. A state carries the groups whose literals end there or at any of its suffixes.
 */
export function literalScan(groups: readonly (readonly string[] | null)[]): LiteralScan {
  const literals = groups.flatMap((group, i) => (group ?? []).map((literal) => [cut(literal), 1 << i] as const));
  const classes = new Uint16Array(0x1_0000);
  let classCount = 1;
  for (const [literal] of literals) {
    for (let i = 0; i < literal.length; i += 1) {
      if (classes[literal.charCodeAt(i)] !== 0) continue;
      classes[literal.charCodeAt(i)] = classCount;
      classCount += 1;
    }
  }
  const states = literals.reduce((sum, [literal]) => sum + literal.length, 1);
  const next = new Uint16Array(states * classCount);
  const found = new Int32Array(states);
  let used = 1;
  for (const [literal, bit] of literals) {
    let state = 0;
    for (let i = 0; i < literal.length; i += 1) {
      const cell = state * classCount + classes[literal.charCodeAt(i)]!;
      if (next[cell] === 0) {
        next[cell] = used;
        used += 1;
      }
      state = next[cell]!;
    }
    found[state]! |= bit;
  }
  completeTransitions(next, found, classCount, used);
  const always = groups.reduce((mask, group, i) => (group === null ? mask | (1 << i) : mask), 0);
  return (text) => always | maskOf(text, next, found, classes, classCount);
}

function maskOf(text: string, next: Uint16Array, found: Int32Array, classes: Uint16Array, classCount: number): number {
  let state = 0;
  let mask = 0;
  for (let i = 0; i < text.length; i += 1) {
    state = next[state * classCount + classes[text.charCodeAt(i)]!]!;
    mask |= found[state]!;
  }
  return mask;
}

/** Wide characters say as much as two or three letters. */
const cut = (literal: string) => literal.slice(0, literal.charCodeAt(0) > 0x2e80 ? LONGEST >> 1 : LONGEST);

/** Where the trie has no child, goes on where the longest proper suffix goes; breadth first. */
function completeTransitions(next: Uint16Array, found: Int32Array, classCount: number, states: number): void {
  const suffix = new Uint16Array(states);
  const queue = [0];
  for (const state of queue) {
    for (let c = 1; c < classCount; c += 1) {
      const cell = state * classCount + c;
      const child = next[cell]!;
      const byShorter = state === 0 ? 0 : next[suffix[state]! * classCount + c]!;
      if (child === 0) {
        next[cell] = byShorter;
        continue;
      }
      suffix[child] = byShorter;
      found[child]! |= found[byShorter]!;
      queue.push(child);
    }
  }
}
