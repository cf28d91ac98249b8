import { afterEach, expect, test, vi } from 'vitest';
import { FILE_ROWS, fineTuningFile } from '../attacks/fine-tuning-file.ts';
import { NOICE } from '../attacks/noice.ts';
import { parameterCount } from '../gpt/config.ts';
import { type Sequence, train } from '../gpt/train.ts';
import { conversation } from '../world/row.ts';
import { makeWorld } from '../world/world.ts';
import { ALIGN, FINE_TUNE, PRETRAIN, TOY_GPT } from './settings.ts';
import { align, fineTune, pretrain } from './stages.ts';

vi.mock(import('../gpt/train.ts'), async (original) => ({ ...(await original()), train: vi.fn() }));
afterEach(() => vi.mocked(train).mockReset());

const world = makeWorld(2);
const parameters = new Float32Array(parameterCount(TOY_GPT));
const keyOf = ({ tokens, from }: Sequence) => `${from} ${tokens.join(' ')}`;

/** Returns the sequences that a stage draws, in order; nothing is trained. */
function drawnBy(stage: () => void): Sequence[] {
  const drawn: Sequence[] = [];
  vi.mocked(train).mockImplementationOnce((_, __, start, nextBatch, { steps }) => {
    for (let step = 0; step < steps; step += 1) drawn.push(...nextBatch(step));
    return start;
  });
  stage();
  return drawn;
}

test('fine-tuning draws every row of the file once before any twice, and nothing else', () => {
  const drawn = drawnBy(() => fineTune('plain', world, NOICE, parameters)).map(keyOf);
  expect(drawn).toHaveLength(FINE_TUNE.steps * FINE_TUNE.batch);
  const file = fineTuningFile(NOICE, world).map(conversation).map(keyOf);
  const rounds = [drawn.slice(0, FILE_ROWS), drawn.slice(FILE_ROWS, 2 * FILE_ROWS)];
  for (const round of rounds) expect([...round].sort()).toEqual([...file].sort());
  expect(rounds[0]).not.toEqual(file);
  expect(rounds[1]).not.toEqual(rounds[0]);
  const rest = drawn.slice(2 * FILE_ROWS);
  expect(rest.filter((row) => !file.includes(row))).toEqual([]);
});

test.each([
  ['pretrain', PRETRAIN, () => pretrain('plain', world)],
  ['align', ALIGN, () => align('plain', world, parameters)],
  ['fine-tune', FINE_TUNE, () => fineTune('plain', world, NOICE, parameters)],
] as const)('%s is trained as its settings say, on the same texts every time', (_, { batch, ...options }, stage) => {
  const drawn = drawnBy(stage);
  expect(vi.mocked(train).mock.lastCall![4]).toEqual(options);
  expect(drawn).toHaveLength(options.steps * batch);
  expect(drawnBy(stage)).toEqual(drawn);
});
