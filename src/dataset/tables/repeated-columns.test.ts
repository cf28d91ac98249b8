import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileRecords } from '../file-records.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-columns-'));
});
afterAll(() => rm(folder, { recursive: true }));

const column = (name: string, value: string) => ({ name, data: [value, value], type: 'STRING' as const });
const parquet = parquetWriteBuffer({
  columnData: [
    { name: 'tags', data: [['x'], ['y']], type: 'JSON' },
    column('question', 'q'),
    column('answer', 'first'),
    column('answer', 'second'),
  ],
});
const plain = tableFromArrays({ question: ['q', 'q'], answer: ['first', 'first'], other: ['second', 'second'] });
const arrow = tableToIPC(plain.selectAt([0, 1, 2], ['question', 'answer', 'answer']), { format: 'file' })!;
const csv = 'question,answer,answer \nq,first,second\nq,first,second\n';

it.each([
  ['rows.parquet', new Uint8Array(parquet)],
  ['rows.arrow', arrow],
  ['rows.csv', csv],
])('keeps both of two columns of one name in %s', async (name, content) => {
  const path = join(folder, name);
  await writeFile(path, content);
  const values: unknown[] = [];
  for await (const record of fileRecords(path)) if ('value' in record) values.push(record.value);
  expect(values).toMatchObject(Array(2).fill({ question: 'q', answer: 'first', 'answer (2)': 'second' }));
});
