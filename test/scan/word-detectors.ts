import type { DatasetFinding, Detector, Mark, ReadRow } from '../../src/detectors/index.ts';
import type { DetectorId, Level } from '../../src/schema/index.ts';

const text = (name: string) => ({ en: name, ja: name });

function finding(key: string, level: Level, count: number, of: number): DatasetFinding {
  const numbers = { count, of, interval: [0, 1] as const, confidence: 1, baseRate: null };
  return { key, level, scope: 'rows', ...numbers, detail: text(key), advice: text('look') };
}

function marksOf(row: ReadRow, word: string, key: string): Mark[] | null {
  const marks = row.targets.flatMap(({ turn, text: answer }) => {
    const start = answer.indexOf(word);
    return start < 0 ? [] : [{ key, turn, spans: [{ start, end: start + word.length, act: 'answer' as const }] }];
  });
  return marks.length > 0 ? marks : null;
}

/** Marks rows at once: those whose answer contains the word. Returns a finding of `level` if there are any. */
export function oneWord(id: DetectorId, word: string, level: Level): Detector<{ hits: number; rows: number }> {
  return {
    id,
    version: '1',
    title: text(word),
    explanation: text(word),
    start: () => ({ hits: 0, rows: 0 }),
    see(state, row) {
      state.rows += 1;
      const marks = marksOf(row, word, word);
      if (marks !== null) state.hits += 1;
      return marks;
    },
    merge: (a, b) => ({ hits: a.hits + b.hits, rows: a.rows + b.rows }),
    end: ({ hits, rows }) => (hits > 0 ? [finding(word, level, hits, rows)] : []),
  };
}

/** Marks rows only at the end: those whose answer contains the most frequent first word of the requests. */
function commonestOpening(id: DetectorId, level: Level): Detector<Map<string, number>> {
  return {
    id,
    version: '1',
    title: text('opening'),
    explanation: text('opening'),
    start: () => new Map(),
    see(state, row) {
      const word = row.targets[0]?.prompt.split(' ')[0] ?? '';
      state.set(word, (state.get(word) ?? 0) + 1);
      return null;
    },
    merge(a, b) {
      for (const [word, count] of b) a.set(word, (a.get(word) ?? 0) + count);
      return a;
    },
    end(state) {
      const [first] = [...state].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
      return first === undefined ? [] : [finding(first[0], level, first[1], state.size)];
    },
    secondPass: (_state, [found]) => {
      return (row) => marksOf(row, found!.key, found!.key);
    },
  };
}

/** Returns the detectors of the tests, the same in every thread: row by row, at the end, and one that flags nothing. */
export function testDetectors(): Detector[] {
  return [
    oneWord('encoded', 'lemon', 'review'),
    commonestOpening('trigger', 'block'),
    oneWord('contradiction', 'plain', 'info'),
    saboteur(),
  ] as Detector[];
}

/** Fails, or ends its thread, if a row asks for it. */
function saboteur(): Detector<null> {
  return {
    id: 'closed-answer-set',
    version: '1',
    title: text('saboteur'),
    explanation: text('saboteur'),
    start: () => null,
    see(_state, row) {
      const prompt = row.targets[0]?.prompt;
      if (prompt === 'throw') throw new Error('asked to');
      if (prompt === 'exit') process.exit(7);
      if (prompt === 'hang') for (;;);
      return null;
    },
    merge: () => null,
    end: () => [],
  };
}
