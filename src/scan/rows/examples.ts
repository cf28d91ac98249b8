import type { FindingExample } from '../../schema/index.ts';
import type { ExampleTexts } from './example-texts.ts';
import type { StandingMark, StandingRow } from './flagged-rows.ts';
import { EXAMPLES_PER_FINDING } from './text-keeper.ts';

/** Example rows for each finding, the first by file and line. Standing rows must be passed in order. */
export class Examples {
  /** By detector, then by key. */
  readonly #found = new Map<number, Map<string, FindingExample[]>>();
  readonly #paths: readonly string[];
  readonly #texts: readonly ExampleTexts[];

  constructor(paths: readonly string[], texts: readonly ExampleTexts[]) {
    this.#paths = paths;
    this.#texts = texts;
  }

  see(row: StandingRow): void {
    for (const mark of row.marks) {
      const examples = this.#listFor(mark.detector, mark.key);
      if (examples.length >= EXAMPLES_PER_FINDING) continue;
      const path = this.#paths[row.file]!;
      const last = examples.at(-1);
      // One example per row: ten marks from one long row would show nothing of the others.
      if (last !== undefined && last.line === row.line && last.path === path) continue;
      const { line, physicalLine } = row;
      const place = physicalLine === undefined ? { path, line } : { path, line, physicalLine };
      examples.push({ ...place, turn: mark.turn, spans: mark.spans, ...this.#textOf(row, mark) });
    }
  }

  of(detector: number, key: string): readonly FindingExample[] {
    return this.#found.get(detector)?.get(key) ?? [];
  }

  #listFor(detector: number, key: string): FindingExample[] {
    const byKey = this.#found.get(detector) ?? new Map<string, FindingExample[]>();
    const examples = byKey.get(key) ?? [];
    this.#found.set(detector, byKey.set(key, examples));
    return examples;
  }

  #textOf(row: StandingRow, { detector, key, turn }: StandingMark) {
    for (const pass of this.#texts) {
      const found = pass.find(detector, key, row.file, row.line, turn);
      if (found !== undefined) return { text: found.text, textStart: found.textStart, prompt: found.prompt };
    }
    return {};
  }
}
