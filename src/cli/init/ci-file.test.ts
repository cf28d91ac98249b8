import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Answers, CiKind } from './answers.ts';
import { ciFile } from './ci-file.ts';

const fileFor = (ci: CiKind, data: readonly string[]) => {
  const answers: Answers = { lang: 'en', failOn: 'block', ci, data };
  return ciFile(answers, '1.2.3');
};
const contentOf = (ci: CiKind, data: readonly string[] = []) => parse(fileFor(ci, data)!.text);

test('none is written where none is wanted', () => {
  expect(fileFor('none', ['a.jsonl'])).toBeNull();
});

test('GitHub: pull requests, this version, no more rights than the upload needs', () => {
  const { on, permissions, jobs } = contentOf('github', ['train.jsonl']);
  expect(on).toEqual({ pull_request: null });
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.scan.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
  const steps: { run?: string; uses?: string; if?: string }[] = jobs.scan.steps;
  expect(steps.flatMap(({ run }) => run ?? [])).toEqual([
    'npm install --no-save --ignore-scripts zenbun@1.2.3',
    'npx zenbun scan train.jsonl --sarif zenbun.sarif',
  ]);
  for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w/-]+@[0-9a-f]{40}$/);
  expect(steps.at(-1)).toMatchObject({
    if: expect.stringMatching(/^!cancelled\(\) && hashFiles.*&& github\.event\.\S+ == \S+$/),
  });
});

test('GitLab: merge requests, and the findings as a test report', () => {
  const { zenbun } = contentOf('gitlab', ['train.jsonl']);
  expect(zenbun.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
  expect(zenbun.script.at(-1)).toBe('npx zenbun scan train.jsonl --junit zenbun.xml');
  expect(zenbun.artifacts).toEqual({ when: 'always', reports: { junit: 'zenbun.xml' } });
});

describe('pre-commit', () => {
  const hookFor = (...data: string[]) => contentOf('pre-commit', data).repos[0].hooks[0];

  test('installs this version and reads the set as a whole', () => {
    expect(hookFor('train.jsonl')).toMatchObject({
      language: 'node',
      additional_dependencies: ['zenbun@1.2.3'],
      entry: 'zenbun scan train.jsonl',
      pass_filenames: false,
    });
  });

  test('runs where the data changed, and only there', () => {
    const runs = new RegExp(hookFor('./data/', 't+1.jsonl').files);
    for (const path of ['data/a.jsonl', 'data/b/c.csv', 't+1.jsonl']) expect(path).toMatch(runs);
    for (const path of ['data2/a.jsonl', 'src/data/a.jsonl', 'tt1.jsonl', 't+1xjsonl']) expect(path).not.toMatch(runs);
  });

  test.each([[], ['data/*.jsonl'], ['../set.jsonl'], ['/srv/set.jsonl'], ['.'], ['./'], ['a.jsonl', 'b/**']])(
    'runs always where it cannot tell: %j',
    (...data) => {
      expect(hookFor(...data)).not.toHaveProperty('files');
    },
  );
});

test.each(['github', 'gitlab', 'pre-commit'] as const)(
  '%s: a path is one word of the shell, whatever is in it',
  (ci) => {
    const commands = fileFor(ci, ['my data/*.jsonl', "it's: #1", '$(x)', 'データ.jsonl'])!.text;
    const found = JSON.stringify(parse(commands));
    expect(found).toContain(JSON.stringify(`'my data/*.jsonl' 'it'\\''s: #1' '$(x)' データ.jsonl`).slice(1, -1));
  },
);

test('says data/ where nothing was decided', () => {
  expect(contentOf('gitlab').zenbun.script.at(-1)).toContain('zenbun scan data/ ');
});
