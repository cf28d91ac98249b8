/**
 * Literals of which at least one stands in every match of a regular expression; null where none can be named. A text
 * without any of them need not be searched, and one pass finds the literals of many expressions (the prefilter of RE2).
 *
 * Reads the syntax that cues are written in: alternatives, groups, look-around, character classes, quantifiers, escapes.
 */
export function requiredLiterals(source: string): readonly string[] | null {
  const { literals, end } = alternatives(source, 0);
  if (end !== source.length) throw new SyntaxError(`Unmatched ) at ${end} of ${source}`);
  return literals;
}

/** Literals shorter than this are in every other sentence. */
const SHORTEST = 2;

interface Parsed {
  /** One of them is in every match; null: none can be named. */
  readonly literals: readonly string[] | null;
  /** Where the reading goes on. */
  readonly end: number;
}

function alternatives(source: string, start: number): Parsed {
  let all: string[] | null = [];
  let at = start;
  for (;;) {
    const { literals, end } = sequence(source, at);
    all = all === null || literals === null ? null : [...all, ...literals];
    at = end;
    if (source[at] !== '|') return { literals: all === null ? null : [...new Set(all)], end: at };
    at += 1;
  }
}

/** One alternative: the best of the literals that follow one another, runs of plain characters or groups. */
function sequence(source: string, start: number): Parsed {
  let best: readonly string[] | null = null;
  let run = '';
  const offer = (literals: readonly string[] | null) => {
    if (literals !== null && worth(literals) > worth(best)) best = literals;
  };
  const endRun = () => {
    offer([run]);
    run = '';
  };
  let at = start;
  while (at < source.length && source[at] !== '|' && source[at] !== ')') {
    const atom = atomAt(source, at);
    const { end, least, most } = quantifierAt(source, atom.end);
    if (atom.character !== null && least === 1 && most === 1) run += atom.character;
    else {
      if (!atom.empty) {
        endRun();
        if (least > 0) offer(atom.character === null ? atom.literals : [atom.character]);
      }
    }
    at = end;
  }
  endRun();
  return { literals: best, end: at };
}

/** The longer the shortest literal, the better. */
function worth(literals: readonly string[] | null): number {
  if (literals === null || literals.length === 0) return 0;
  const shortest = Math.min(...literals.map((literal) => literal.length * (literal.charCodeAt(0) > 0x2e80 ? 2 : 1)));
  return shortest < SHORTEST ? 0 : shortest;
}

interface Atom extends Parsed {
  /** The character that it is, where it is one. */
  readonly character: string | null;
  /** It matches no character: a look-around or a boundary. */
  readonly empty: boolean;
}

function atomAt(source: string, at: number): Atom {
  const first = source[at]!;
  if (first === '(') {
    const opening = /^\((?:\?(?::|<?[=!]))?/.exec(source.slice(at, at + 4))![0];
    const { literals, end } = alternatives(source, at + opening.length);
    const empty = opening.length > 1 && opening !== '(?:';
    return { literals: empty ? null : literals, end: end + 1, character: null, empty };
  }
  if (first === '[') {
    let end = at + 1;
    while (source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
    return { literals: null, end: end + 1, character: null, empty: false };
  }
  if (first === '\\') {
    const escaped = source[at + 1]!;
    const empty = /[bB]/.test(escaped);
    const character = /[a-z]/i.test(escaped) ? null : escaped;
    return { literals: null, end: at + 2, character, empty };
  }
  if (first === '^' || first === '$') return { literals: null, end: at + 1, character: null, empty: true };
  return { literals: null, end: at + 1, character: first === '.' ? null : first, empty: false };
}

function quantifierAt(source: string, at: number): { end: number; least: number; most: number } {
  const found = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 10))?.[0];
  if (found === undefined) return { end: at, least: 1, most: 1 };
  const least = found[0] === '+' ? 1 : found[0] === '{' ? Number.parseInt(found.slice(1), 10) : 0;
  return { end: at + found.length, least, most: Number.POSITIVE_INFINITY };
}
