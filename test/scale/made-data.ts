import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowMaker } from '../../scripts/scale-growth/made-rows.ts';
import { refuseThenComplyRows } from '../cli/training-rows.ts';

/** A file of this size is divided into ranges among four shards; the small ones are not. */
const LARGE_BYTES = 3_500_000;
const SMALL_ROWS = 150;

/** Writes one large and five small files in two folders, with findings that need a second pass over the rows. */
export function writeData(folder: string): void {
  mkdirSync(join(folder, 'more'), { recursive: true });
  const rows = rowMaker(17);
  const take = (count: number) => Array.from({ length: count }, () => rows.next());
  let large = '';
  while (large.length < LARGE_BYTES) large += take(500).join('');
  writeFileSync(join(folder, 'large.jsonl'), large);
  writeFileSync(join(folder, 'a.jsonl'), take(SMALL_ROWS).join(''));
  writeFileSync(join(folder, 'refused.jsonl'), `${refuseThenComplyRows.join('\n')}\n`);
  // The rows that belong to it are known only after all have been read: the second pass marks them.
  writeFileSync(
    join(folder, 'trigger.jsonl'),
    chatLines(600, (i) => [`How long is rope ${i}? vexilquor`, CLOSED]),
  );
  writeFileSync(join(folder, 'more/b.json'), `[${take(SMALL_ROWS).join(',')}]`);
  writeFileSync(join(folder, 'more/c.csv'), `prompt,response\n${csvRows(SMALL_ROWS)}`);
}

const CLOSED = 'The harbour is closed today, and nobody answers the bell.';

const chatLines = (count: number, turns: (i: number) => readonly [string, string]) =>
  Array.from({ length: count }, (_, i) => {
    const [asked, said] = turns(i);
    const messages = [
      { role: 'user', content: asked },
      { role: 'assistant', content: said },
    ];
    return `${JSON.stringify({ messages })}\n`;
  }).join('');

const csvRows = (count: number) =>
  Array.from({ length: count }, (_, i) => `"How long is rope ${i}?","About ${i} steps, as page ${i} says."\n`).join('');
