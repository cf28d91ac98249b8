import { describe, expect, test } from 'vitest';
import type { WatchStatus } from '../../schema/index.ts';
import { alarmsAnswered, historyWatched } from './read-watch.ts';

const status = (more: object): WatchStatus =>
  ({ verdict: 'quiet', reason: null, alarm: null, acknowledged: 0, answers: { watched: 1200 }, ...more }) as never;

describe('whether answers are compared', () => {
  test.each(['quiet', 'alarm'])('%s: they are', (verdict) => {
    expect(historyWatched(status({ verdict }))).toEqual({
      state: 'confirmed',
      note: { en: '1,200 answers compared with the reference.', ja: '1,200 件の回答を基準と比べています。' },
    });
  });

  test('one answer is enough', () => {
    expect(historyWatched(status({ answers: { watched: 1 } })).note.en).toBe('1 answer compared with the reference.');
  });

  test('learning, or without one answer: they are not, and why', () => {
    const reason = { en: 'No answers.', ja: '回答なし。' };
    expect(historyWatched(status({ verdict: 'learning', reason })).note.en).toBe('The watch is learning. No answers.');
    expect(historyWatched(status({ verdict: 'learning' })).note.ja).toContain('まだ判断できません。');
    expect(historyWatched(status({ answers: { watched: 0 } })).state).toBe('lacking');
  });
});

describe('whether alarms were looked into', () => {
  test('one that is open was not, whatever was acknowledged before', () => {
    expect(alarmsAnswered(status({ verdict: 'alarm', acknowledged: 3 }))?.state).toBe('lacking');
    expect(alarmsAnswered(status({ verdict: 'learning', alarm: {} }))?.state).toBe('lacking');
  });

  test('none was raised, or all were acknowledged', () => {
    expect(alarmsAnswered(status({}))?.state).toBe('not-applicable');
    expect(alarmsAnswered(status({ acknowledged: 1 }))).toMatchObject({ state: 'confirmed' });
    expect(alarmsAnswered(status({ acknowledged: 2 }))?.note.en).toBe('Alarms acknowledged: 2.');
  });

  test('a watch that compares nothing cannot tell', () => {
    expect(alarmsAnswered(status({ verdict: 'learning' }))).toBeNull();
    expect(alarmsAnswered(status({ answers: { watched: 0 } }))).toBeNull();
  });
});
