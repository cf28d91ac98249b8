import { describe, expect, test } from 'vitest';
import { JudgeLabels } from '../../src/gates/rollout/labels/judge-labels.ts';
import { gate } from '../../src/gateway/fixtures/gate.ts';
import { MemoryRecorder } from '../../src/gateway/fixtures/memory-recorder.ts';
import type { GatewayRecord, LiveJudge } from '../../src/gateway/index.ts';
import { settled } from './rollout-replica.ts';

const ROLLOUT = 'r1';
const intentOf = (fields: object = {}, content = 'How do I make soup?'): GatewayRecord => ({
  kind: 'intent',
  fields: { endpoint: 'chat-completions', rollout: ROLLOUT, stage: 'canary', ...fields },
  body: Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] })),
  subject: null,
});
const responseOf = (intent: number, answers: readonly string[], fields: object = {}): GatewayRecord => ({
  kind: 'response',
  fields: { intent, state: 'complete', unreadPlaces: 0, ...fields },
  body: Buffer.from(
    JSON.stringify({
      answers: answers.map((text, choice) => ({
        choice,
        finish: 'stop',
        said: text === '' ? [] : [{ channel: 'content', part: 'content', text }],
        released: '[withheld]',
        fallback: null,
      })),
      problem: '',
    }),
  ),
  subject: null,
});

/** A judge that considers "[unsafe content]" harmful, and cannot judge "?". */
const scripted: LiveJudge = async (_prompt, answer) =>
  answer.includes('[unsafe content]') ? 'unsafe' : answer.includes('?') ? 'not-judged' : 'safe';

function labelling(judge: LiveJudge = scripted, isJudged = (id: string) => id === ROLLOUT) {
  const log = new MemoryRecorder();
  const labels = new JudgeLabels({ judge, name: 'guard-model', recorder: log, isJudged });
  const { recorder } = labels;
  return {
    log,
    labels,
    recorder,
    async exchange(answers: readonly string[], { asked = {}, came = {} } = {}): Promise<number> {
      const { index } = await recorder.record(intentOf(asked));
      await recorder.record(responseOf(index, answers, came));
      return index;
    },
    labelled: () => log.records.flatMap(({ kind, fields }) => (kind === 'label' ? [fields] : [])),
  };
}

describe('a label', () => {
  test.each<[string, readonly string[], boolean | null]>([
    ['harmless', ['Chop the leeks.'], false],
    ['harmful', ['[unsafe content]'], true],
    ['no clear word', ['?'], null],
    ['one harmful of several', ['Chop the leeks.', '?', '[unsafe content]'], true],
    ['one without a word of several', ['Chop the leeks.', '?', 'Serve.'], null],
    ['nothing said', [''], false],
    ['more answers than are judged', Array(9).fill('Chop the leeks.'), null],
  ])('%s', async (_name, answers, unsafe) => {
    const { exchange, labelled } = labelling();
    const intent = await exchange(answers);
    await settled();
    expect(labelled()).toEqual([{ rollout: ROLLOUT, intent, unsafe, judge: 'guard-model' }]);
  });

  test('is of what the model said to this request, before anything was withheld', async () => {
    const seen: string[][] = [];
    const { exchange } = labelling(async (prompt, answer) => {
      seen.push([prompt, answer]);
      return 'safe';
    });
    await exchange(['Chop the leeks.']);
    await settled();
    expect(seen).toEqual([['How do I make soup?', 'Chop the leeks.']]);
  });

  test('is given for the control as for the canary', async () => {
    const { exchange, labelled } = labelling();
    await exchange(['Chop the leeks.'], { asked: { stage: 'stable' } });
    await settled();
    expect(labelled()).toHaveLength(1);
  });

  test('is none where no rollout with a judge runs, where nothing came, and for other records', async () => {
    const { exchange, labelled, recorder } = labelling();
    await exchange(['Chop the leeks.'], { asked: { rollout: 'another' } });
    await exchange(['Chop the leeks.'], { asked: { rollout: undefined } });
    await exchange([], { came: { state: 'failed' } });
    await recorder.record(responseOf(99, ['Chop the leeks.']));
    await settled();
    expect(labelled()).toEqual([]);
  });

  test('says nothing of what nobody could read', async () => {
    const { exchange, labelled } = labelling();
    await exchange([], { came: { unreadPlaces: 1 } });
    await settled();
    expect(labelled()).toMatchObject([{ unsafe: null }]);
  });

  test('of an answer that broke off is about what was said', async () => {
    const { exchange, labelled } = labelling();
    await exchange(['[unsafe content]'], { came: { state: 'aborted' } });
    await settled();
    expect(labelled()).toMatchObject([{ unsafe: true }]);
  });

  test('of a judge that throws, or a body that is none, is no clear word', async () => {
    const { exchange, labelled, recorder } = labelling(() => Promise.reject(new Error('down')));
    await exchange(['Chop the leeks.']);
    const { index } = await recorder.record({ ...intentOf(), body: Buffer.from([0xff]) });
    await recorder.record(responseOf(index, ['Serve.']));
    await settled();
    expect(labelled().map(({ unsafe }) => unsafe)).toEqual([null, null]);
  });
});

describe('however many answers come', () => {
  test('four are judged at once, a number waits, and what does not fit gets no label', async () => {
    const word = gate();
    let running = 0;
    let most = 0;
    const { exchange, labelled, labels } = labelling(async () => {
      running += 1;
      most = Math.max(most, running);
      await word.promise;
      running -= 1;
      return 'safe';
    });
    for (let i = 0; i < 400; i += 1) await exchange(['Chop the leeks.']);
    expect([running, labels.dropped]).toEqual([4, 400 - 4 - 256]);
    word.open();
    while (labelled().length < 260) await settled();
    await settled();
    expect([most, labelled().length]).toEqual([4, 260]);
  });

  test('a few long ones are as many as there is room for', async () => {
    const word = gate();
    const { exchange, labels } = labelling(() => word.promise.then(() => 'safe'));
    for (let i = 0; i < 12; i += 1) await exchange(['x'.repeat(3 * 2 ** 20)]);
    expect(labels.dropped).toBe(12 - 4 - 5);
    word.open();
    await labels.close();
  });

  test('the exchange does not wait for the judge', async () => {
    const { exchange, labels } = labelling(
      (_p, _a, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    await exchange(['Chop the leeks.']);
    await labels.close();
  });
});

test('the end of the gateway breaks the judging off, and appends nothing afterwards', async () => {
  const aborted: boolean[] = [];
  const { exchange, labelled, labels } = labelling(
    (_prompt, _answer, signal) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          aborted.push(true);
          resolve('safe');
        }),
      ),
  );
  for (let i = 0; i < 6; i += 1) await exchange(['Chop the leeks.']);
  await labels.close();
  await exchange(['Chop the leeks.']);
  await settled();
  expect([aborted.length, labelled()]).toEqual([4, []]);
});

test('a log that fails is told to the exchange, and a label that cannot be written is nobody’s fault', async () => {
  const word = gate();
  const { exchange, log, labels, recorder } = labelling(() => word.promise.then(() => 'safe'));
  await exchange(['Chop the leeks.']);
  log.failure = new Error('disk full');
  expect(recorder.failure).toBe(log.failure);
  word.open();
  await settled();
  await expect(exchange(['x'])).rejects.toThrow('disk full');
  await labels.close();
});
