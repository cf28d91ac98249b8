import { expect, it } from 'vitest';
import type { ParsedRow } from './formats/format.ts';
import { countRead, countSkipped, mergeTallies, reportedFormat, startTally, unknownTemplate } from './tally.ts';

const ROW: ParsedRow = {
  kind: 'text',
  turns: [
    { role: 'assistant', text: 'earlier', target: false },
    { role: 'assistant', text: 'said', target: true },
  ],
  rejected: null,
  rolesAssumed: true,
  markers: 'Ask/Reply',
};

it('merges in any order and reports the format of most rows', () => {
  const part = (line: number) => {
    const tally = startTally();
    countRead(tally, ROW, line % 2 === 0 ? 'alpaca' : 'dolly', [['output', 'answer']]);
    for (let i = 0; i < 5; i += 1) countSkipped(tally, line + i, `reason ${line + i}`);
    return tally;
  };
  const forward = [10, 20, 31].map(part).reduce(mergeTallies);
  const backward = [31, 20, 10].map(part).reduce(mergeTallies);
  expect(backward).toEqual(forward);
  expect(forward).toMatchObject({ rows: 18, read: 3, skipped: 15, formats: { alpaca: 2, dolly: 1 } });
  expect(forward.fields).toEqual({ output: { request: 0, answer: 3, unread: 0 } });
  expect(forward).toMatchObject({ withoutTemplate: 3, untrained: 3, unwanted: 0 });
  expect(forward).toMatchObject({ rolesAssumed: 3, markers: { 'Ask/Reply': 3 } });
  expect(unknownTemplate(forward)).toEqual({ markers: 'Ask/Reply', rows: 3 });
  countRead(forward, { kind: 'kto', turns: [], rejected: 'No.' }, 'kto', []);
  expect(forward.unwanted).toBe(1);
  expect(forward.first.map(({ line }) => line)).toEqual([10, 11, 12]);
  expect(reportedFormat('x', forward)).toBe('alpaca');
});

it('never lets a file pass of which nothing was read', () => {
  const tally = startTally();
  expect(() => reportedFormat('x', tally)).toThrow('x: contains no rows');
  countSkipped(tally, 1, 'not valid JSON');
  expect(() => reportedFormat('x', tally)).toThrow('x: its only row could not be read: not valid JSON');
  countSkipped(tally, 2, 'not valid JSON');
  expect(() => reportedFormat('x', tally)).toThrow('x: none of its 2 rows could be read: not valid JSON');
});
