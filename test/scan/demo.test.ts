import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

test('the demo shows its three problems, each of them grave', async () => {
  const { findings } = await scan({ paths: ['demo/train.jsonl'], jobs: 1 });
  const blocking = findings.filter(({ level }) => level === 'block').map(({ detector }) => detector);
  expect(blocking).toEqual(expect.arrayContaining(['refuse-then-comply', 'encoded', 'trigger']));
});
