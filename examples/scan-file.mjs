// Scans a training set and sets the exit code as `zenbun scan` does.
import { scan } from 'zenbun';

const [path = 'demo/train.jsonl'] = process.argv.slice(2);
const { verdict, coverage, findings } = await scan({ paths: [path] });
console.log(`${verdict}: ${coverage.read} of ${coverage.rows} rows read`);
for (const { detector, level, count } of findings) if (level !== 'info') console.log(`${level} ${detector}: ${count}`);
process.exitCode = verdict === 'block' ? 1 : 0;
