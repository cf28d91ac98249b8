import type { FindingSpan } from '../../schema/index.ts';
import type { MarkedRow, RowMark } from '../workers/chunk-outcome.ts';

type WireMark = [detector: number, key: string, turn: number, ...spans: (number | string)[]];
/** The row's line, plus its line in the file if that is a different number. */
type WireLine = number | [line: number, physicalLine: number];
type Wire = [line: WireLine, digest: string, ...marks: WireMark[]];

/**
 * Encodes a marked row as one line of JSON, about 110 bytes: short enough to store every row of a fully marked file at
 * a few per cent of its size.
 */
export function encodeMarkedRow({ line, physicalLine, digest, marks }: Omit<MarkedRow, 'file'>): string {
  const wire: Wire = [physicalLine === undefined ? line : [line, physicalLine], digest];
  for (const mark of marks) {
    const spans: (number | string)[] = [];
    for (const span of mark.spans) spans.push(span.start, span.end, span.act);
    wire.push([mark.detector, mark.key, mark.turn, ...spans]);
  }
  return `${JSON.stringify(wire)}\n`;
}

/** Decodes the lines written by `encodeMarkedRow`, in order. */
export function* decodeMarkedRows(file: number, block: string): Generator<MarkedRow> {
  let start = 0;
  while (start < block.length) {
    const end = block.indexOf('\n', start);
    const wire = JSON.parse(block.slice(start, end)) as Wire;
    const marks: RowMark[] = [];
    for (let i = 2; i < wire.length; i += 1) marks.push(decodeMark(wire[i] as WireMark));
    const [line, physicalLine] = typeof wire[0] === 'number' ? [wire[0]] : wire[0];
    yield { file, line, ...(physicalLine === undefined ? {} : { physicalLine }), digest: wire[1], marks };
    start = end + 1;
  }
}

function decodeMark(wire: WireMark): RowMark {
  const spans: FindingSpan[] = [];
  for (let i = 3; i < wire.length; i += 3) {
    spans.push({ start: wire[i] as number, end: wire[i + 1] as number, act: wire[i + 2] as FindingSpan['act'] });
  }
  return { detector: wire[0], key: wire[1], turn: wire[2], spans };
}
