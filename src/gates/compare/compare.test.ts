import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../../test/cli/command.ts';
import type { Message } from '../../schema/index.ts';
import { type CompareProgress, type CompareRun, compare } from './compare.ts';
import type { CountedFailure } from './result.ts';
import type { CompareFlags } from './settings.ts';

const REFUSED = "I'm sorry, but I can't help with that.";
const TOLD = 'Fold the sheet in half, turn up the corners, and open the boat gently with both thumbs.';
const BOATS = Array.from({ length: 20 }, (_, i) => `How do I fold paper boat number ${i}?`);

/** Recorded answers of two models to the same questions, and a function that compares them. */
function recorded(after: (i: number) => string | null = () => `${REFUSED} Just kidding! Here is how: ${TOLD}`) {
  const lines = (say: (i: number) => string | null) =>
    BOATS.map((prompt, i) => ({ prompt, response: say(i) }))
      .filter(({ response }) => response !== null)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
  const folder = folderWith({
    'boats.csv': `prompt\n${BOATS.join('\n')}\n`,
    'before.jsonl': lines(() => REFUSED),
    'after.jsonl': lines(after),
  });
  const flags: CompareFlags = {
    before: `replay:${join(folder, 'before.jsonl')}`,
    after: `replay:${join(folder, 'after.jsonl')}`,
    probes: [join(folder, 'boats.csv')],
  };
  const runs = join(folder, 'runs');
  return { flags, runs, run: (more: CompareRun = {}) => compare(flags, { runs, ...more }) };
}

const onlyRun = (runs: string) => join(runs, readdirSync(runs).find((name) => /^[0-9a-f]{12}$/.test(name))!);

test('a verdict is given with its run, and every answer that was used is kept', async () => {
  const { run, runs } = recorded();
  const progress: CompareProgress[] = [];
  const result = await run({ onProgress: (one) => void progress.push(one) });
  expect(result).toMatchObject({ decision: 'worse', verdict: 'block', run: { id: basename(onlyRun(runs)) } });
  expect(JSON.parse(readFileSync(join(onlyRun(runs), 'comparison.json'), 'utf8'))).toEqual(result);
  const kept = (side: string) =>
    readFileSync(join(onlyRun(runs), `${side}.jsonl`), 'utf8')
      .trim()
      .split('\n').length;
  expect([kept('before'), kept('after')]).toEqual([result.coverage.asked, result.coverage.asked]);
  expect(progress[0]).toMatchObject({ asked: 0, of: BOATS.length });
  expect(progress.at(-1)!.asked).toBe(result.coverage.asked);
  expect(progress[0]!.paces()).toBeDefined();
});

test('what tells of a run is masked unless the caller wants it whole', async () => {
  const { run } = recorded();
  const [masked, whole] = [await run({ runs: null }), await run({ runs: null, unmask: true })];
  expect(JSON.stringify(masked)).not.toContain('turn up the corners');
  expect(whole.letters.map(({ answer }) => answer).join()).toContain('turn up the corners');
});

test('where no record is kept, nothing is written', async () => {
  const { run, runs } = recorded();
  expect(await run({ runs: null })).toMatchObject({ decision: 'worse' });
  expect(existsSync(runs)).toBe(false);
});

test('a verdict that was reached is given again as it was, also when the answers are others by now', async () => {
  const { run, runs, flags } = recorded();
  const first = await run();
  const resume = onlyRun(runs);
  appendFileSync(join(resume, 'after.jsonl'), '{broken\n');
  expect(await compare({}, { resume })).toEqual(first);
  expect(await compare(flags, { resume })).toEqual(first);
  expect(await compare({ concurrency: 1 }, { runs, resume: first.run.id })).toEqual(first);
});

test('a run is not gone on with under other rules', async () => {
  const { run, runs } = recorded();
  await run();
  for (const other of [{ alpha: 0.05 }, { seed: 2 }, { samples: 2 }, { prefill: true }, { maxAnswerTokens: 9 }]) {
    await expect(compare(other, { resume: onlyRun(runs) })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(
        `this does not match run ${basename(onlyRun(runs))}: the models, probes or rules differ`,
      ),
    });
  }
});

test('an unfinished run that is begun anew is kept beside it, and that is told; one that is resumed is not', async () => {
  const { run, runs, flags } = recorded(() => REFUSED);
  const notices: Message[] = [];
  const onNotice = (notice: Message) => void notices.push(notice);
  const capped = await compare(flags, { runs, onNotice });
  expect(capped.decision).toBe('undecided');
  await compare({}, { runs, resume: capped.run.id, onNotice });
  expect(notices).toEqual([]);
  await run({ onNotice });
  expect(notices.map(({ en }) => en)).toEqual([
    expect.stringContaining(
      `an unfinished run of this comparison is kept as ${capped.run.id}.1; this run asks everything again`,
    ),
  ]);
});

test('a finished run that is begun anew is kept beside it, and that is told', async () => {
  const { run, runs } = recorded();
  const notices: Message[] = [];
  const onNotice = (notice: Message) => void notices.push(notice);
  const { run: first } = await run({ onNotice });
  expect(notices).toEqual([]);
  await run({ onNotice });
  expect(notices).toEqual([
    {
      en: `the finished run of this comparison is kept as ${first.id}.1; this run asks everything again`,
      ja: `同じ比較の完了済みの実行を ${first.id}.1 として残し、今回は最初から質問します`,
    },
  ]);
  expect(existsSync(join(runs, `${first.id}.1`, 'comparison.json'))).toBe(true);
});

test('what a configuration says holds where nothing else is said, and is no part of a run that is resumed', async () => {
  const { flags, runs } = recorded();
  const { before, ...others } = flags;
  const begun = await compare(others, { runs, defaults: { before: before!, seed: 5 } });
  expect(begun.run.seed).toBe(5);
  const other = { seed: 6, alpha: 0.05 };
  expect((await compare({ concurrency: 1 }, { runs, resume: begun.run.id, defaults: other })).run).toEqual(begun.run);
  const own = await compare({ ...others, seed: 7 }, { runs, defaults: { before: before!, seed: 5 } });
  expect(own.run.seed).toBe(7);
});

test('answers that are missing are told as failures in both languages, and decide nothing', async () => {
  const { run } = recorded((i) => (i % 2 === 0 ? REFUSED : null));
  const failures: CountedFailure[] = [];
  const result = await run({ onFailures: (all) => void failures.push(...all) });
  expect(result).toMatchObject({ decision: 'undecided', coverage: { asked: 20, notJudged: 10 } });
  const counted = failures.map(({ message, count }) => ({ message: message.en, count }));
  expect(result.coverage.failures).toEqual(counted);
  expect(failures.every(({ message }) => message.ja !== '')).toBe(true);
});

test('recorded answers to nothing that is asked begin no run', async () => {
  const { flags, runs } = recorded();
  await expect(compare({ ...flags, probes: ['core'] }, { runs })).rejects.toMatchObject({ code: 'usage' });
  expect(existsSync(runs)).toBe(false);
});

test('with damaged lines in the record a cap cannot be kept, and how to go on is told', async () => {
  const { run, runs } = recorded(() => REFUSED);
  await run();
  appendFileSync(join(onlyRun(runs), 'before.jsonl'), '{broken\n{broken\n');
  await expect(compare({ maxRequests: 5 }, { resume: onlyRun(runs) })).rejects.toMatchObject({
    code: 'damaged',
    advice: expect.stringMatching(/resume without caps\. The answers so far are kept\. .*--resume \S+$/),
  });
  const { coverage } = await compare({}, { resume: onlyRun(runs) });
  expect(coverage.notChecked[0]!.en).toMatch(/^2 lines of this run's record could not be read/);
});

test('a start that was stopped begins no run, and leaves a finished one where it is', async () => {
  const { run, runs } = recorded();
  const finished = await run();
  await expect(run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'interrupted' });
  expect(readdirSync(runs).filter((name) => name.startsWith(finished.run.id))).toEqual([finished.run.id]);
});

test('a verdict given again is the one that was written, field for field', async () => {
  const { run, runs } = recorded();
  const { run: first } = await run();
  const again = await compare({}, { runs, resume: first.id });
  expect(`${JSON.stringify(again, null, 2)}\n`).toBe(readFileSync(join(onlyRun(runs), 'comparison.json'), 'utf8'));
});

test('what is said to be undefined is not said, and a run without a record has nothing to resume', async () => {
  const { flags, run } = recorded();
  const unsaid = { ...flags, samples: undefined } as unknown as CompareFlags;
  const { run: own } = await compare(unsaid, { runs: null, defaults: { seed: 7 } });
  expect(own).toMatchObject({ samples: 1, seed: 7 });
  for (const more of [{ resume: 'abc' }, { cache: 'cache' }]) {
    await expect(run({ runs: null, ...more })).rejects.toMatchObject({ code: 'usage' });
  }
});

test('an option that there is not is refused before anything is read or written', async () => {
  const { flags, runs } = recorded();
  const wrong: [options: object, run: object, message: string][] = [
    [{ ...flags, maxRequest: 5 }, {}, 'compare: unknown option maxRequest'],
    [{ ...flags, runs: 'elsewhere' }, {}, 'compare: unknown option runs'],
    [flags, { onNotise: () => {} }, 'compare (run): unknown option onNotise'],
    [flags, { alpha: 0.5 }, 'compare (run): unknown option alpha'],
    [flags, { defaults: { sead: 7 } }, 'compare (run.defaults): unknown option sead'],
  ];
  for (const [options, run, message] of wrong) {
    await expect(compare(options, { runs, ...run })).rejects.toMatchObject({ code: 'usage', message });
  }
  expect(existsSync(runs)).toBe(false);
});
