import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import type { Config } from '../config/config-schema.ts';
import { CONFIG } from '../config/config-schema.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { addChecklist } from './checklist-program.ts';
import { addCompare } from './compare-program.ts';
import { HELP } from './help/help-texts.ts';
import { addLab } from './lab-program.ts';
import { gathered } from './program-parts.ts';
import { addBundle } from './provenance/bundle-program.ts';
import { addVerify } from './provenance/verify-program.ts';
import { addRollout } from './rollout-program.ts';
import { addSetup } from './setup-program.ts';

/** Builds a program with the commands added here, and collects their exit codes. */
function programs(config: Config = {}) {
  const codes: number[] = [];
  const program = new Command('zenbun').exitOverride();
  const parts = {
    help: (key: keyof typeof HELP) => HELP[key].en,
    withSharedFlags: (command: Command) => command.option('--quiet').option('--no-color'),
    settle: async () => ({ config, lang: 'en' as const }),
    exit: (code: number) => void codes.push(code),
  };
  addBundle(program, parts);
  addChecklist(program, parts);
  addCompare(program, parts);
  addLab(program, parts);
  addRollout(program, parts);
  addSetup(program, parts, 'en');
  addVerify(program, parts);
  return { program, codes, run: (...argv: string[]) => program.parseAsync(argv, { from: 'user' }) };
}

const ROLLOUTS = ['start', 'status', 'plan', 'pause', 'resume', 'promote', 'rollback', 'history', 'drill'];

/** Returns a command by the words that lead to it. */
const commandAt = (program: Command, ...path: string[]) =>
  path.reduce((at, name) => at.commands.find((command) => command.name() === name)!, program);
const flagsOf = (command: Command) => command.options.map((option) => option.attributeName());

test('an option that may be repeated keeps the order in which it was typed', () => {
  expect(gathered('a', undefined)).toEqual(['a']);
  const before = ['a'];
  expect(gathered('b', before)).toEqual(['a', 'b']);
  expect(before).toEqual(['a']);
});

test('each command has examples that name it', () => {
  const { program } = programs();
  const rollouts = ROLLOUTS.map((name) => ['rollout', name]);
  for (const path of [
    ['bundle'],
    ['verify'],
    ['checklist'],
    ['compare'],
    ['lab', 'run'],
    ['lab', 'export'],
    ['lab', 'serve'],
    ...rollouts,
    ['init'],
    ['completion'],
  ]) {
    const written = capturedOutput();
    commandAt(program, ...path).outputHelp();
    expect(written.out, path.join(' ')).toMatch(new RegExp(`^ {2}\\$ .*zenbun ${path.join(' ')}`, 'm'));
  }
});

test('every setting of a comparison is a flag of the same name', () => {
  const { program } = programs();
  const settings = Object.keys(CONFIG.shape.compare.unwrap().shape);
  expect(flagsOf(commandAt(program, 'compare'))).toEqual(expect.arrayContaining(settings));
});

describe('a comparison', () => {
  const FILES = {
    'before.jsonl': '{"prompt": "How do I fold boat 1?", "response": "Fold it in half."}\n',
    'probes.csv': 'id,category,prompt\nboat-1,boats,How do I fold boat 1?\n',
  };

  test('takes what the flags say over what the settings say, and both', async () => {
    const folder = ownFolder(FILES);
    const at = (name: string) => `${folder}/${name}`;
    const model = `replay:${at('before.jsonl')}`;
    const { run, codes } = programs({
      compare: { before: 'replay:nowhere', after: model, probes: [at('probes.csv')] },
    });
    const json = at('result.json');
    await run('compare', '--before', model, '--runs', at('runs'), '--quiet', '--json', json);
    // One question is not enough to decide.
    expect(codes).toEqual([3]);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ decision: 'undecided', before: {}, after: {} });
  });

  test('fails as a whole where a model cannot be had', async () => {
    const { run, codes } = programs();
    await expect(
      run('compare', '--before', 'replay:/nowhere/at-all.jsonl', '--after', 'toy:aligned', '--quiet'),
    ).rejects.toMatchObject({
      name: 'ZenbunError',
    });
    expect(codes).toEqual([]);
  });
});

describe('the lab', () => {
  test('runs, exports and serves; serving stays on this machine unless told otherwise', () => {
    const { program } = programs();
    expect(commandAt(program, 'lab').commands.map((command) => command.name())).toEqual(['run', 'export', 'serve']);
    expect(commandAt(program, 'lab', 'serve').opts()).toMatchObject({ host: '127.0.0.1', port: '8788' });
    expect(commandAt(program, 'lab', 'run').opts()).toMatchObject({ seeds: '3' });
    expect(commandAt(program, 'lab', 'export').opts()).toMatchObject({ seed: '1' });
  });

  test('exports, and gives the exit code on', async () => {
    const folder = ownFolder();
    const { run, codes } = programs();
    await run('lab', 'export', folder, '--rows', 'noice', '--quiet');
    expect(codes).toEqual([0]);
  });
});

describe('a rollout', () => {
  test('has a command for each order, and each order needs a reason', async () => {
    const { program } = programs();
    expect(commandAt(program, 'rollout').commands.map((command) => command.name())).toEqual(ROLLOUTS);
    for (const order of ['start', 'pause', 'resume', 'promote', 'rollback']) {
      capturedOutput();
      await expect(programs().run('rollout', order, 'm'), order).rejects.toThrow(CommanderError);
      expect(flagsOf(commandAt(program, 'rollout', order)).includes('withoutComparison')).toBe(order === 'start');
    }
  });

  test('a reason that says nothing is refused before anything is sent', async () => {
    const { run, codes } = programs();
    await expect(run('rollout', 'rollback', 'm', '--reason', ' ')).rejects.toMatchObject({ code: 'usage' });
    expect(codes).toEqual([]);
  });

  test('plans what is configured, and gives the exit code on', async () => {
    const written = capturedOutput();
    const { run, codes } = programs({ serve: { models: { m: {}, n: {} }, rollouts: { m: { canary: 'n' } } } });
    await run('rollout', 'plan', 'm', '--json', '-');
    expect(codes).toEqual([0]);
    expect(JSON.parse(written.out)).toMatchObject({ schema: 'zenbun.rollout-plan/1', model: 'm' });
  });
});

describe('setting up', () => {
  test('refuses a shell, a level and a CI that there are not', async () => {
    for (const argv of [
      ['completion', 'tcsh'],
      ['completion'],
      ['init', '--fail-on', 'never'],
      ['init', '--ci', 'jenkins'],
      ['init', '--lang', 'fr'],
    ]) {
      capturedOutput();
      await expect(programs().run(...argv), argv.join(' ')).rejects.toThrow(CommanderError);
    }
  });

  test('completes all the commands that there are', async () => {
    const { run, codes } = programs();
    const written = capturedOutput();
    await run('completion', 'bash');
    expect(codes).toEqual([0]);
    for (const name of ['compare', 'lab run', 'lab export', 'lab serve', 'init']) {
      expect(written.out).toContain(`' ${name}'`);
    }
  });
});
