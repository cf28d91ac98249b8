import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWhole, signedAnew } from '../../scripts/bundle-mutations/whole-bundle.ts';
import type { Verification } from '../../src/schema/index.ts';
import { folderWith } from '../cli/command.ts';
import { withLedger } from '../cli/ledger-folders.ts';
import { bundleInputs, verified } from './bundle-fixture.ts';
import { bundled, OURS } from './made-inputs.ts';

// Statements that nothing in a bundle can prove are claimed or not checked; whatever can be recounted is recounted.

const stated = ({ checks }: Verification, ...names: readonly string[]) =>
  checks.filter(({ check }) => names.includes(check)).map(({ check, state, path }) => `${check} ${state} ${path}`);

test('results, report, checklist and policy are claimed; the summary of a log is counted again', async () => {
  const inputs = await bundleInputs();
  const policy = join(inputs.folder, 'policy.yaml');
  writeFileSync(policy, 'schema: zenbun.policy/1\n');
  const found = await verified(await bundled(inputs, { policy }));
  expect(found.verdict).toBe('valid');
  expect(stated(found, 'result', 'report', 'checklist', 'policy', 'ledger-summary')).toEqual([
    'result claimed results/01-scan.json',
    'result claimed results/02-comparison.json',
    'report claimed report/report.en.md',
    'checklist claimed checklist.en.md',
    'policy claimed policy/policy.yaml',
    'ledger-summary passed ledger/1/summary.json',
    'ledger-summary claimed ledger/1/summary.json',
  ]);
  const redacted = await verified(await bundled(inputs, { redact: true }));
  expect(stated(redacted, 'report', 'ledger-summary')).toEqual([
    'report claimed report/disclosure-note.en.md',
    'ledger-summary claimed ledger/1/summary.json',
  ]);
});

test('a log with alarms, crashes and readings that people overturned is counted alike', async () => {
  const folder = folderWith({});
  const ledger = join(folder, 'ledger');
  await withLedger(ledger, async (open) => {
    const intents = [];
    for (let i = 0; i < 4; i++)
      intents.push(
        (await open.append({ kind: 'intent', fields: { model: `m${i % 2}`, served: 's', stage: 'stable' } })).index,
      );
    await open.append({ kind: 'response', fields: { intent: intents[0]!, state: 'lost' } });
    const answers = [{ outcome: 'compliance', latch: 3, withheld: 2 }];
    await open.append({ kind: 'response', fields: { intent: intents[1]!, state: 'complete', answers, more: 1 } });
    await open.append({ kind: 'response', fields: { intent: 900, state: 'complete', answers } });
    await open.append({ kind: 'watch', fields: { action: 'alarm', signals: ['unknown'] } });
    await open.append({ kind: 'overturned', fields: { intent: intents[1]! } });
  });
  const path = await bundled({ folder, paths: [ledger], ledger });
  const found = await verified(path, { keys: [OURS] });
  expect(stated(found, 'ledger-summary')[0]).toBe('ledger-summary passed ledger/1/summary.json');

  const whole = await readWhole(path);
  const name = 'ledger/1/summary.json';
  const summary = JSON.parse(Buffer.from(whole.parts.find((part) => part.name === name)!.bytes).toString());
  expect(summary).toMatchObject({ exchanges: 4, openIntents: 2, lost: 1, overturned: 1, isWatched: true });
  const other = join(folder, 'other.zenbun.zip');
  for (const changed of [{ ...summary, alarms: [] }, { ...summary, lost: 0 }, { ...summary, records: 8 }, null, []]) {
    const bytes = Buffer.from(JSON.stringify(changed));
    writeFileSync(other, await signedAnew(whole, new Map([[name, bytes]]), OURS));
    const { verdict, checks } = await verified(other, { keys: [OURS] });
    expect([verdict, checks.some(({ check, state }) => check === 'ledger-summary' && state === 'failed')]).toEqual([
      'invalid',
      true,
    ]);
  }
});

test('a summary of an earlier version is counted as that version counted', async () => {
  const folder = folderWith({});
  const ledger = join(folder, 'ledger');
  await withLedger(ledger, async (open) => {
    const { index } = await open.append({ kind: 'intent', fields: { model: 'm', served: 's', stage: 'stable' } });
    const answers = [{ outcome: 'compliance' }, { outcome: 'partial' }];
    await open.append({ kind: 'response', fields: { intent: index, state: 'complete', answers } });
  });
  const whole = await readWhole(await bundled({ folder, paths: [ledger], ledger }));
  const name = 'ledger/1/summary.json';
  const { counting, drills, ...summary } = JSON.parse(
    Buffer.from(whole.parts.find((part) => part.name === name)!.bytes).toString(),
  );
  expect([counting, drills, summary.answers.outcomes]).toMatchObject([2, [], { compliance: 0, partial: 1 }]);
  const other = join(folder, 'other.zenbun.zip');
  const outcomes = { ...summary.answers.outcomes, compliance: 1, partial: 0 };
  const first = { ...summary.answers, outcomes };
  const models = summary.models.map((model: object) => ({ ...model, answers: first }));
  for (const [changed, state] of [
    [{ ...summary, answers: first, models }, 'passed'],
    [summary, 'failed'],
  ] as const) {
    const bytes = Buffer.from(JSON.stringify(changed));
    writeFileSync(other, await signedAnew(whole, new Map([[name, bytes]]), OURS));
    expect(stated(await verified(other, { keys: [OURS] }), 'ledger-summary')[0]).toBe(
      `ledger-summary ${state} ${name}`,
    );
  }
});
