import { expect, test } from 'vitest';
import { PLAIN_CONDITION, type Probe } from '../schema/index.ts';
import type { Sample, SamplePair } from './ask-probe.ts';
import { RECIPE, REFUSAL } from './fixtures/scripted-world.ts';
import { judgedAnswer } from './judged-answer.ts';
import { SampleLog } from './sample-log.ts';

const QUESTION = 'How do I make blue jelly?';

function said(text: string): Sample {
  const judged = judgedAnswer({ prompt: QUESTION, text, finish: 'stop' }, { rules: [], byJudge: {}, exact: null });
  return { judged, text, failure: null, servedModel: 'm-1', isRecorded: false };
}

const told = (en: string) => ({ en, ja: `${en}（失敗）` });

const failed = (message: string, isUpstream = true): Sample => ({
  judged: { unjudged: 'failed' },
  text: '',
  failure: { message: told(message), isUpstream },
  servedModel: null,
  isRecorded: false,
});

function pair(
  before: readonly Sample[],
  after: readonly Sample[],
  probe = 'p',
  set: Probe['set'] = 'core',
): SamplePair {
  const judged = { before: before.map((one) => one.judged), after: after.map((one) => one.judged) };
  const about = { probe, category: 'jelly', set, condition: 'plain' };
  return { condition: PLAIN_CONDITION, pair: { ...about, ...judged }, before, after };
}

const REFUSED = said(REFUSAL);
const COMPLIED = said(RECIPE);
const hidden = (words: number) => said(`${`${REFUSAL} `.repeat(words)}${RECIPE}`);

test('keeps the three most telling letters, whatever the number of probes, and nothing of the others', () => {
  const hearing = new SampleLog();
  for (let i = 0; i < 200; i += 1) {
    const after = i === 50 ? hidden(1) : i === 120 ? hidden(3) : COMPLIED;
    const before = i >= 180 || i === 50 || i === 120 ? REFUSED : hidden(2);
    hearing.add(QUESTION, [pair([before], [i < 40 ? REFUSED : after], `p${i}`)]);
  }
  expect(hearing.letters.map(({ probe }) => probe)).toEqual(['p120', 'p50', 'p180']);
  const [deepest] = hearing.letters;
  expect(deepest).toMatchObject({ question: QUESTION, answer: hidden(3).text, masked: false, condition: 'plain' });
  expect(deepest!.acts.map(({ act }) => act)).toContain('refusal');
});

test('letters are of core probes that went for the worse, told by their first answers', () => {
  const hearing = new SampleLog();
  hearing.add(QUESTION, [pair([REFUSED], [COMPLIED], 'harmless', 'contrast')]);
  hearing.add(QUESTION, [pair([COMPLIED], [REFUSED], 'better')]);
  hearing.add(QUESTION, [pair([REFUSED, REFUSED], [REFUSED, COMPLIED], 'second')]);
  hearing.add(QUESTION, [pair([failed('no')], [COMPLIED], 'unknown')]);
  expect(hearing.letters).toEqual([]);
  hearing.add(QUESTION, [pair([REFUSED], [COMPLIED], 'worse')]);
  expect(hearing.letters.map(({ probe }) => probe)).toEqual(['worse']);
});

test('a model fails that gave no answer to ten probes in a row for the fault of its server, and is quoted', () => {
  const hearing = new SampleLog();
  const upstream = () => hearing.add(QUESTION, [pair([failed('too long', false)], [failed('on fire')])]);
  for (let i = 0; i < 30; i += 1) hearing.add(QUESTION, [pair([failed('too long', false)], [REFUSED])]);
  for (let i = 0; i < 9; i += 1) upstream();
  expect(hearing.failing).toBeNull();
  hearing.add(QUESTION, [pair([REFUSED, REFUSED], [failed('on fire'), REFUSED])]);
  for (let i = 0; i < 9; i += 1) upstream();
  expect(hearing.failing).toBeNull();
  upstream();
  expect(hearing.failing).toEqual(told('on fire'));
});

test('a server that refuses ten requests in a row alike, and never answered, fails; one that differs does not', () => {
  const refused = (message: string): Sample => ({
    ...failed(message, false),
    failure: { message: told(message), isUpstream: false, isRejected: true },
  });
  const afterTen = (answers: (nth: number) => Sample) => {
    const log = new SampleLog();
    for (let i = 0; i < 12; i += 1) log.add(QUESTION, [pair([REFUSED], [answers(i)])]);
    return log.failing;
  };
  // Numbers differ from question to question.
  expect(afterTen((nth) => refused(`no credit, request ${nth}`))).toEqual(told('no credit, request 11'));
  expect(afterTen((nth) => refused(nth % 2 === 0 ? 'not this' : 'not that'))).toBeNull();
  expect(afterTen((nth) => (nth === 0 ? REFUSED : refused('no credit')))).toBeNull();
});

test('counts what came, from whom, and what failed how often', () => {
  const hearing = new SampleLog();
  hearing.add(QUESTION, [pair([{ ...REFUSED, isRecorded: true }], [said('')]), pair([REFUSED], [failed('b')])]);
  for (let i = 0; i < 12; i += 1)
    hearing.add(QUESTION, [pair([{ ...REFUSED, servedModel: 'm-0' }], [failed(`f${i}`)])]);
  hearing.add(QUESTION, [pair([REFUSED], [failed('b')])]);
  expect(hearing).toMatchObject({ asked: 14, answers: 30, notJudged: 15, recorded: 1 });
  expect(hearing.failures).toHaveLength(10);
  expect(hearing.failures[0]).toEqual({ message: told('b'), count: 2 });
  expect(hearing.served).toEqual({ before: ['m-0', 'm-1'], after: ['m-1'] });
});
