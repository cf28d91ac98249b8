import type { FindingSpan } from '../schema/index.ts';
import type { MarkedRow, RowMark } from './chunk-outcome.ts';

type Wire = [line: number, ...marks: [detector: number, key: string, turn: number, ...spans: (number | string)[]][]];

/**
 * A marked row as one line of JSON, about 90 bytes: short enough that a file in which every row is marked can be kept
 * aside at a few per cent of its size.
 */
export function encodeMarkedRow(line: number, marks: readonly RowMark[]): string {
  const wire: Wire = [line];
  for (const mark of marks) {
    const spans: (number | string)[] = [];
    for (const span of mark.spans) spans.push(span.start, span.end, span.act);
    wire.push([mark.detector, mark.key, mark.turn, ...spans]);
  }
  return `${JSON.stringify(wire)}\n`;
}

/** Reads back the lines of `encodeMarkedRow`, in their order. */
export function* decodeMarkedRows(file: number, block: string): Generator<MarkedRow> {
  let start = 0;
  while (start < block.length) {
    const end = block.indexOf('\n', start);
    const [line, ...marks] = JSON.parse(block.slice(start, end)) as Wire;
    yield { file, line, marks: marks.map(decodeMark) };
    start = end + 1;
  }
}

function decodeMark([detector, key, turn, ...flat]: [number, string, number, ...(number | string)[]]): RowMark {
  const spans: FindingSpan[] = [];
  for (let i = 0; i < flat.length; i += 3) {
    spans.push({ start: flat[i] as number, end: flat[i + 1] as number, act: flat[i + 2] as FindingSpan['act'] });
  }
  return { detector, key, turn, spans };
}
