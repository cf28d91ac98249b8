import { expect, test } from 'vitest';
import { RequestSample } from './request-sample.ts';

const sampleOf = (requests: readonly string[]) => {
  const sample = new RequestSample();
  for (const request of requests) sample.add(request);
  return sample;
};

test('what at least half of the requests share, in any order, also far beyond the sample', () => {
  const requests = Array.from({ length: 6_000 }, (_, i) => (i % 9 < 5 ? `Task: ${i} is it?` : `${i} was it?`));
  for (const order of [requests, [...requests].reverse()]) {
    const sample = sampleOf(order);
    expect(sample.sharedByMost('prefix', 0.5)).toBe('Task: ');
    expect(sample.sharedByMost('suffix', 0.5)).toBe(' is it?');
    expect(sample.sharedByMost('suffix', 0.8)).toBe('s it?');
  }
});

test('a request counts once, however often it comes', () => {
  const others = Array.from({ length: 20 }, (_, i) => `${String.fromCharCode(97 + i)}: what is it?`);
  const repeated = Array.from({ length: 500 }, () => 'Task: the same again');
  expect(sampleOf([...others, ...repeated]).sharedByMost('prefix', 0.5)).toBe('');
});

test('a few requests, or none, share nothing', () => {
  expect(sampleOf([]).sharedByMost('prefix', 0.5)).toBe('');
  expect(sampleOf(Array.from({ length: 7 }, (_, i) => `Task: ${i}`)).sharedByMost('prefix', 0.5)).toBe('');
});

test('requests are told apart by their ends and their length, and only the ends are looked at', () => {
  const middles = Array.from({ length: 8 }, (_, i) => `${'a'.repeat(600)}${'m'.repeat(i)}${'z'.repeat(600)}`);
  const sample = sampleOf(middles);
  expect(sample.sharedByMost('prefix', 1)).toBe('a'.repeat(480));
  expect(sample.sharedByMost('suffix', 1)).toBe('z'.repeat(480));
});

test('of two beginnings that as many requests have, the first by text is told, whatever came first', () => {
  const requests = Array.from({ length: 20 }, (_, i) => `${i % 2 === 0 ? 'bx' : 'ax'}${String.fromCharCode(97 + i)}`);
  for (const order of [requests, [...requests].reverse()]) {
    expect(sampleOf(order).sharedByMost('prefix', 0.5)).toBe('ax');
  }
});
