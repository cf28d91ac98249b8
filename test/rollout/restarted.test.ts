import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { recordsFrom } from '../../src/gates/rollout/logged-records.ts';
import { startServing } from '../../src/gates/serve/start-serving.ts';
import { LiveWatch } from '../../src/gates/watch/live/live-watch.ts';
import { folderWith } from '../cli/command.ts';
import { answering } from '../cli/rollout-gateway.ts';

const completion = JSON.stringify({
  id: '1',
  object: 'chat.completion',
  model: 'x',
  choices: [{ index: 0, message: { role: 'assistant', content: 'No.' }, finish_reason: 'stop' }],
});

test('what a rollout asks while the rest of a gateway is still being opened counts as the log has it', {
  timeout: 30_000,
}, async () => {
  const url = await answering(200, () => completion);
  const folder = join(folderWith({}), 'ledger');
  const options = {
    listen: '127.0.0.1:0',
    upstreams: { one: { url: `${url}/v1` } },
    models: { m: { digest: 'sha256:1' }, c: { digest: 'sha256:2' } },
    rollouts: { m: { canary: 'c', probes: { perHour: 7200 } } },
    ledger: { folder, origin: 'test.example/log' },
    watch: {},
  };
  const first = await startServing(options);
  await first.rollouts.start('m', { by: 'tester', reason: 'test' }, true);
  await first.stop(1000);
  // Simulates a watch that has much to read.
  const open = LiveWatch.prototype.open;
  const slow = vi.spyOn(LiveWatch.prototype, 'open').mockImplementation(async function (this: LiveWatch, reference) {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    return open.call(this, reference);
  });
  onTestFinished(() => slow.mockRestore());
  const again = await startServing(options);
  await again.rollouts.order('m', 'pause', { by: 'tester', reason: 'test' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { metrics } = again.rollouts.status('m');
  await again.stop(1000);
  const draws = new Set<unknown>();
  for await (const { kind, fields } of recordsFrom(folder, 0)) if (kind === 'probe') draws.add(fields.draw);
  expect(draws.size).toBeGreaterThan(1);
  expect(metrics.find(({ id }) => id === 'probe')?.pairs).toBe(draws.size);
});
