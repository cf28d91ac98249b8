import { expect, test } from 'vitest';
import * as zenbun from '../src/index.ts';

test('the public names are these; taking one away needs a new major version', () => {
  expect(Object.keys(zenbun).sort()).toEqual([
    'ZenbunError',
    'bundle',
    'compare',
    'comparisonJunit',
    'comparisonMarkdown',
    'comparisonTerminalReport',
    'fingerprint',
    'finishScan',
    'junitReport',
    'markdownReport',
    'mergeParts',
    'read',
    's3Objects',
    'sarifReport',
    'saveFingerprint',
    'scan',
    'scanMarks',
    'scanShard',
    'serve',
    'startReading',
    'terminalReport',
    'verify',
    'weigh',
  ]);
});

test('read takes a response and its request', () => {
  expect(zenbun.read('', { prompt: 'Name a colour.' }).outcome).toBe('empty');
});
