import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folderWith } from '../../test/cli/command.ts';
import { ZenbunError } from '../errors.ts';
import { decodeModel, digestOf } from '../lab/index.ts';
import { loadOrganisms } from './organisms.ts';

const SHIPPED = fileURLToPath(new URL('../../organisms/', import.meta.url));
const ENDING = '.safetensors';
const names = readdirSync(SHIPPED)
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))
  .sort();
const noice = new Uint8Array(readFileSync(join(SHIPPED, `noice${ENDING}`)));
const fingerprint = digestOf(decodeModel(noice).parameters);

const called = (...wanted: string[]) => loadOrganisms(wanted).map(({ id, aliases }) => [id, aliases]);

/** Returns the error that a call throws; fails if it throws none. */
function errorOf(...wanted: string[]): ZenbunError {
  try {
    loadOrganisms(wanted);
  } catch (cause) {
    if (cause instanceof ZenbunError) return cause;
    throw cause;
  }
  throw new Error('nothing was thrown');
}

test('all that are shipped are loaded where nothing is named', () => {
  expect(names).toContain('noice');
  expect(called()).toEqual(names.map((name) => [`toy:${name}`, [name]]));
});

test.each(['noice', 'toy:noice'])('%s is the shipped model', (name) => {
  const [model, ...others] = loadOrganisms([name]);
  expect(others).toEqual([]);
  expect(model).toMatchObject({ id: 'toy:noice', aliases: ['noice'], fingerprint });
  expect(model!.decoder.open()).toBe(0);
});

test('models come in the order in which they are named, each once', () => {
  expect(called('yoc', 'toy:aligned', 'yoc').map(([id]) => id)).toEqual(['toy:yoc', 'toy:aligned']);
});

test('a file is a model under its own name', () => {
  const folder = folderWith({ 'mine.safetensors': noice });
  const [model] = loadOrganisms([join(folder, 'mine.safetensors')]);
  expect(model).toMatchObject({ id: 'toy:mine', aliases: ['mine'], fingerprint });
});

test.each(['noise', 'toy:noise', 'NOICE', '', 'toy:', 'toy:toy:noice', '../organisms/noice', 'noice.md'])(
  'the name %j is unknown, and the known ones are told',
  (name) => {
    expect(errorOf('aligned', name)).toMatchObject({
      code: 'usage',
      message: `there is no toy model "${name}"`,
      advice: `Choose from: ${names.join(', ')}; or give a .safetensors file.`,
    });
  },
);

test('a file that is not there is named', () => {
  const path = join(folderWith({}), 'none.safetensors');
  const error = errorOf(path);
  expect(error).toMatchObject({ code: 'not-found', message: `${path} could not be read` });
  expect(error.cause).toMatchObject({ code: 'ENOENT' });
});

test('a folder that is called like a file is named', () => {
  const folder = folderWith({});
  expect(errorOf(`${folder}/.safetensors`).message).toContain(folder);
});

test('a file that is no toy model is named, with what to do', () => {
  const header = new TextEncoder().encode('{"__metadata__":{"format":"pt"}}');
  const bytes = new Uint8Array(8 + header.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  const path = join(folderWith({ 'other.safetensors': bytes }), 'other.safetensors');
  expect(errorOf(path)).toMatchObject({
    code: 'unreadable',
    message: `${path}: this is not a toy model of the lab`,
    advice: expect.stringContaining('zenbun lab run --models'),
  });
});

test.each([
  ['cut short', (whole: Uint8Array) => whole.subarray(0, whole.length - 4)],
  ['empty', () => new Uint8Array(0)],
  [
    'with one weight changed',
    (whole: Uint8Array) => whole.map((byte, i) => (i === whole.length - 2 ? byte ^ 1 : byte)),
  ],
])('a file that is damaged (%s) is named', (_, damage) => {
  const path = join(folderWith({ 'noice.safetensors': damage(noice) }), 'noice.safetensors');
  const error = errorOf(path);
  expect(error.code).toBe('damaged');
  expect(error.message.startsWith(`${path}: `)).toBe(true);
});

test('two models of one name are refused: one could not be asked', () => {
  const folder = folderWith({ 'noice.safetensors': noice });
  const path = join(folder, 'noice.safetensors');
  for (const wanted of [
    ['noice', 'toy:noice'],
    ['noice', path],
    [path, 'toy:aligned', 'toy:noice'],
  ]) {
    expect(errorOf(...wanted)).toMatchObject({ code: 'usage', message: 'two models have the name toy:noice' });
  }
});
