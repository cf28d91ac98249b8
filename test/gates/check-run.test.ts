import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkHanded } from '../../scripts/training-history/check-handed.ts';
import { BaseShelf, makeRun } from '../../scripts/training-history/make-run.ts';
import { planOf, TAMPERINGS } from '../../scripts/training-history/run-plan.ts';
import { checkRun } from '../../src/gates/index.ts';
import { hashSubject } from '../../src/gates/provenance/attest/hashed-subject.ts';
import { knownBase } from '../../src/gates/tuning/known-base.ts';
import { PLAIN, trainingMarkdown, trainingTerminalReport } from '../../src/report/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'zenbun-check-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bases = new BaseShelf();
const SEED = 3001;

describe('toy models, trained for real', { timeout: 120_000 }, () => {
  test('honest runs contradict nothing', async () => {
    for (const seed of [SEED, SEED + 1, SEED + 2, SEED + 3]) {
      const { verdict, checks, files } = await checkHanded(makeRun(planOf('looked-at', 'none', seed), bases));
      expect(checks.filter(({ state }) => state === 'inconsistent')).toEqual([]);
      expect(verdict).not.toBe('block');
      expect(files.every(({ unread }) => unread === null)).toBe(true);
    }
  });

  test.each(TAMPERINGS.filter(({ kind, isCounted }) => isCounted && kind !== 'log-edited').map(({ kind }) => kind))(
    '%s is found',
    async (kind) => {
      const { verdict, checks } = await checkHanded(makeRun(planOf('looked-at', kind, SEED), bases));
      expect(verdict).toBe('block');
      for (const { state, expected, found } of checks) if (state === 'inconsistent') expect(expected).not.toBe(found);
    },
  );

  test('the report begins with what contradicts, in both languages', async () => {
    const result = await checkHanded(makeRun(planOf('looked-at', 'hidden-rows', SEED), bases));
    const { detail } = result.checks.find(({ check }) => check === 'steps-fit-rows')!;
    const english = trainingTerminalReport(result, 'en', PLAIN, 400);
    expect(english).toContain(detail.en);
    expect(english.indexOf('Inconsistent')).toBeLessThan(english.indexOf('Consistent'));
    expect(trainingTerminalReport(result, 'ja', PLAIN, 400)).toContain(detail.ja);
    expect(trainingMarkdown(result, { lang: 'en' })).toContain('`steps-fit-rows`');
  });
});

describe('the base', () => {
  test('its digest is that of `zenbun attest base`, and its tokenizer is read by digest', async () => {
    const base = join(folder, 'base');
    mkdirSync(join(base, '.cache'), { recursive: true });
    mkdirSync(join(base, '.git'));
    const { base: weights } = makeRun(planOf('looked-at', 'none', SEED), bases);
    writeFileSync(join(base, 'model.safetensors'), weights);
    for (const name of ['tokenizer.json', '.gitignore', '.git/config', '.cache/x', 'é.txt'])
      writeFileSync(join(base, name), name);
    const { sha256 } = await hashSubject(base, { ignore: [], allowSymlinks: false });
    const known = await knownBase(base, null);
    expect(known.sha256).toBe(sha256);
    expect(known.tokenizerSha256).toBe(createHash('sha256').update('tokenizer.json').digest('hex'));
    const run = join(folder, 'tokenized');
    mkdirSync(run);
    writeFileSync(join(run, 'tokenizer.json'), 'tokenizer.json');
    const { checks, files } = await checkRun(run, { base });
    expect(checks.find(({ check }) => check === 'tokenizer')!.state).toBe('consistent');
    expect(files).toEqual([
      expect.objectContaining({ kind: 'tokenizer', sha256: known.tokenizerSha256, unread: null }),
    ]);
  });
});

describe('a folder of strangers', () => {
  test('links and pickles are named and not opened', async () => {
    const run = join(folder, 'strange');
    mkdirSync(run);
    writeFileSync(
      join(run, 'trainer_state.json'),
      JSON.stringify({ global_step: 1, log_history: [{ step: 1, loss: 1 }] }),
    );
    writeFileSync(join(run, 'training_args.bin'), 'no pickle');
    symlinkSync('/etc/hostname', join(run, 'config.json'));
    symlinkSync(run, join(run, 'again'));
    const { files, verdict } = await checkRun(run);
    expect(verdict).toBe('review');
    expect(
      files
        .filter(({ unread }) => unread !== null)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['again', 'config.json', 'training_args.bin']);
  });

  test('a control character in a name does not reach the terminal', async () => {
    const run = join(folder, 'colour');
    mkdirSync(run);
    writeFileSync(
      join(run, 'adapter_config.json'),
      JSON.stringify({ peft_type: 'LORA', base_model_name_or_path: 'one/\u001b[31mbase', target_modules: ['q'] }),
    );
    writeFileSync(
      join(run, 'config.yaml'),
      'base_model: two/other\nadapter: lora\nmicro_batch_size: 1\ndatasets: []\n',
    );
    const report = trainingTerminalReport(await checkRun(run), 'en', PLAIN, 80);
    expect(report).toContain('base-name');
    expect(report).not.toContain('\u001b');
  });

  test('nothing that is read, nothing there, no data, no weights: said with what to do', async () => {
    const run = join(folder, 'empty');
    mkdirSync(run);
    await expect(checkRun(run)).rejects.toMatchObject({ code: 'unreadable' });
    await expect(checkRun(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(checkRun(join(folder, 'strange'), { base: run })).rejects.toMatchObject({ code: 'unreadable' });
    await expect(checkRun(join(folder, 'strange'), { data: [join(folder, 'nowhere.jsonl')] })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      checkRun(join(folder, 'strange'), { statements: [join(folder, 'nowhere.json')] }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
