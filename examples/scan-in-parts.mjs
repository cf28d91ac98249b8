// Scans a data set in parts, each of which may run on another machine, like `zenbun scan shard`, `merge`, `marks` and
// `finish`.
import { finishScan, mergeParts, scanMarks, scanShard } from 'zenbun';

const [path = 'demo/train.jsonl', count = '2'] = process.argv.slice(2);
const numbers = Array.from({ length: Number(count) }, (_, i) => ({ shard: i + 1, of: Number(count) }));
const places = (kind) => numbers.map(({ shard }) => `part-${shard}.${kind}`);

for (const [i, number] of numbers.entries()) await scanShard({ paths: [path], number, output: places('state')[i] });
const { secondPass } = await mergeParts({ parts: places('state'), output: 'merged.state' });
const marks = secondPass ? places('marks') : [];
for (const [i, output] of marks.entries())
  await scanMarks({ paths: [path], number: numbers[i], merged: 'merged.state', output });
const { verdict, coverage } = await finishScan({ merged: 'merged.state', marks });
console.log(`${verdict}: ${coverage.read} of ${coverage.rows} rows read in ${count} parts`);
