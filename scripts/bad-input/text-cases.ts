import { type BadCase, GOOD, row } from './bad-case.ts';
import { fileCase } from './file-case.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** Bytes that are not the text they claim to be. */
export const textCases: readonly BadCase[] = [
  fileCase(
    'broken UTF-8 in one row',
    'a.jsonl',
    [3],
    bytes(GOOD, row('x@x').split('@')[0]!, [0xc3, 0x28, 0xff], `${row('x@x').split('@')[1]}\n`, GOOD),
  ),
  fileCase('byte order mark', 'a.jsonl', [0], `\ufeff${GOOD}${GOOD}`, [2, 0]),
  fileCase('CRLF line ends', 'a.jsonl', [0], GOOD.replace('\n', '\r\n').repeat(3), [3, 0]),
  fileCase('no line feed at the end', 'a.jsonl', [0], GOOD + GOOD.trim(), [2, 0]),
  fileCase('blank lines between rows', 'a.jsonl', [0], `\n\n${GOOD}\n  \n${GOOD}\n\n`, [2, 0]),
  fileCase('UTF-16, little-endian with mark', 'a.jsonl', [0, 2], Buffer.from(`\ufeff${GOOD}`, 'utf16le')),
  fileCase('UTF-16, big-endian without mark', 'a.jsonl', [0, 2], bigEndian(GOOD)),
  fileCase(
    'Shift_JIS',
    'a.jsonl',
    [0, 2],
    bytes('{"prompt":"', [0x82, 0xa0], '","completion":"', [0x82, 0xa2], '"}\n'),
  ),
  fileCase('NULs inside a text', 'a.jsonl', [0], `${row('a\0b\0c')}\n`, [1, 0]),
  fileCase('raw NULs between rows', 'a.jsonl', [3], bytes(GOOD, [0, 0, 0, 10], GOOD), [2, 1]),
  fileCase('a file of NULs', 'a.jsonl', [2], Buffer.alloc(100_000)),
  fileCase('lone surrogates, escaped', 'a.jsonl', [0], `${row('x').replace('"x"', '"\\ud800 and \\udc00"')}\n`, [1, 0]),
  fileCase(
    'half an escape at the end of a text',
    'a.jsonl',
    [3],
    `${GOOD}{"prompt":"a","completion":"b\\u12"}\n`,
    [1, 1],
  ),
];
