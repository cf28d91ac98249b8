import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CLI, folderWith } from '../cli/command.ts';
import { FakeS3 } from '../objects/fake-s3.ts';
import { describeWith } from '../optional.ts';
import { writeData } from './made-data.ts';

// A recipe over objects: no disk is shared, and each part runs in its own process.

const RECIPE = fileURLToPath(new URL('../../examples/scale/parallel.sh', import.meta.url));
const missing = spawnSync('which', ['parallel']).status === 0 ? '' : 'parallel not installed';

describeWith('examples/scale/parallel.sh with s3://', missing, { timeout: 120_000 }, () => {
  test('reads objects and leaves its parts and its result as objects, and nothing on disk', async () => {
    const folder = folderWith({});
    const fake = await FakeS3.listen();
    writeData(join(folder, 'data'));
    for (const name of readdirSync(join(folder, 'data'), { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const path = join(name.parentPath, name.name);
      fake.put(`bkt/the data/${path.slice(join(folder, 'data').length + 1)}`, readFileSync(path));
    }
    symlinkSync(CLI, join(folder, 'zenbun'));
    const env = { ...fake.env, PATH: `${folder}:${process.env.PATH}`, LANG: 'C.UTF-8', HOME: folder, PARALLEL: '-j2' };
    const run = (command: string, args: readonly string[]) =>
      new Promise<{ code: number | null; err: string }>((resolve) => {
        const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
        let err = '';
        child.stderr.on('data', (bytes) => {
          err += bytes;
        });
        child.on('close', (code) => resolve({ code, err }));
      });
    const result = () => String(fake.objects.get('bkt/the parts/result.json'));
    const places = ['s3://bkt/the data/', 's3://bkt/the parts'];
    const first = await run('bash', [RECIPE, ...places, '3']);
    expect(first, first.err).toMatchObject({ code: 1 });
    await run('zenbun', ['scan', places[0]!, '--quiet', '--json', 's3://bkt/one.json']);
    expect(result()).toBe(String(fake.objects.get('bkt/one.json')));
    const parts = [1, 2, 3].flatMap((number) => [`part-${number}.marks`, `part-${number}.state`]);
    const there = [...fake.objects.keys()].filter((name) => name.startsWith('bkt/the parts/')).sort();
    expect(there).toEqual(['merged.state', ...parts, 'result.json'].map((name) => `bkt/the parts/${name}`));
    expect(readdirSync(folder).filter((name) => name.includes('s3:'))).toEqual([]);
    // When started again, it makes only what is missing.
    fake.objects.delete('bkt/the parts/part-2.state');
    fake.asked.length = 0;
    expect(await run('bash', [RECIPE, ...places, '3'])).toMatchObject({ code: 1 });
    const put = fake.told('PUT').map((name) => name.replace('the parts/', ''));
    expect(put.sort()).toEqual(['merged.state', 'part-2.state', 'result.json']);
  });
});
