import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('all who ask take turns, one between two rests', async () => {
  const log: string[] = [];
  const turns = new Turns(async () => {
    await setImmediate();
    log.push('-');
  });
  const work = async (name: string, times: number) => {
    for (let i = 0; i < times; i++) {
      await turns.next();
      log.push(name);
    }
  };
  await Promise.all([work('a', 3), work('b', 1), work('c', 2)]);
  expect(log.join('')).toBe('-a-b-c-a-c-a');
});

test('turns go on after a time in which nobody asked', async () => {
  let rests = 0;
  const turns = new Turns(async () => void rests++);
  await turns.next();
  await turns.next();
  expect(rests).toBe(2);
});
