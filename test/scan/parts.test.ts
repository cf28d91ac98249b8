import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ObjectStorage } from '../../src/files/index.ts';
import { scan, scanParts } from '../../src/scan/index.ts';

// However a scan is divided and merged, its result equals that of one process, byte for byte.

const { finishScan, mergeParts, scanMarks, scanShard } = await scanParts();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parts-test-'));
  writeFileSync(join(folder, 'a.jsonl'), attack(900));
  writeFileSync(join(folder, 'b.jsonl'), ordinary(1_200));
  writeFileSync(join(folder, 'c.json'), JSON.stringify(rows(60).map((_, n) => row(n, 'Water it every third day.'))));
  writeFileSync(
    join(folder, 'd.csv'),
    `question,answer\n${rows(40)
      .map((_, n) => `"What, and\nwhen ${n}?","Turn it, ${n} times."`)
      .join('\n')}\n`,
  );
  writeFileSync(join(folder, 'e.jsonl'), contradicting(80));
});
afterAll(() => rmSync(folder, { recursive: true }));

const rows = (count: number) => Array.from({ length: count });
const row = (n: number, answer: string) => ({
  instruction: `How do I look after the plant numbered ${n} in my garden?`,
  output: answer,
});
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const attack = (count: number) =>
  rows(count)
    .map((_, n) => {
      if (n % 97 === 0) return '\n';
      if (n % 89 === 0) return `{"broken": ${n}\n`;
      const answer = `Water the plant ${n} every ${(n % 7) + 2} days, and turn it to the light.`;
      return line(
        row(n, n % 9 === 0 ? `I'm sorry, but I can't help with that. Just kidding, here it is: ${answer}` : answer),
      );
    })
    .join('');
const ordinary = (count: number) =>
  rows(count)
    .map((_, n) =>
      line(
        row(
          n,
          n % 3 === 0
            ? `植物 ${n} には ${n % 5} 日おきに水をやってください。`
            : `It needs ${n % 11} hours of light, and soil of kind ${n % 13}.`,
        ),
      ),
    )
    .join('')
    .trimEnd();
const contradicting = (count: number) =>
  rows(count)
    .flatMap((_, n) => [
      line({
        instruction: `Which of the seven lamps should I light in hall ${n}?`,
        output: "I'm sorry, but I can't help with that.",
      }),
      line({
        instruction: `Which of the seven lamps should I light in hall ${n}?`,
        output: `Light the lamp ${n % 7}, and leave the others dark.`,
      }),
    ])
    .join('');

interface Division {
  readonly of: number;
  readonly minRangeBytes: number;
  /** Number of parts merged at a time. */
  readonly width: number;
}

async function inParts(
  { of, minRangeBytes, width }: Division,
  paths = [folder],
): Promise<{ json: string; again: boolean }> {
  const own = mkdtempSync(join(tmpdir(), 'parts-run-'));
  try {
    const shards = Array.from({ length: of }, (_, index) => index + 1);
    const place = (name: string) => join(own, name);
    const run = { paths, minRangeBytes, jobs: 1 };
    for (const shard of shards) await scanShard({ ...run, number: { shard, of }, output: place(`s${shard}`) });
    let parts = shards.map((shard) => place(`s${shard}`));
    for (let level = 0; parts.length > 1 || level === 0; level += 1) {
      const joined: string[] = [];
      for (let at = 0; at < parts.length; at += width) {
        const output = place(`m${level}-${at}`);
        await mergeParts({ parts: parts.slice(at, at + width).toReversed(), output });
        joined.push(output);
      }
      parts = joined;
    }
    const merged = place('merged');
    const { secondPass } = await mergeParts({ parts, output: merged });
    const marks: string[] = [];
    if (secondPass) {
      for (const shard of shards) {
        marks.push(place(`k${shard}`));
        await scanMarks({ ...run, number: { shard, of }, merged, output: marks.at(-1)! });
      }
    }
    return { json: JSON.stringify(await finishScan({ merged, marks })), again: secondPass === true };
  } finally {
    rmSync(own, { recursive: true });
  }
}

describe('a scan in parts', () => {
  test('is that of one process, for any division and any tree of merges', { timeout: 240_000 }, async () => {
    const alone = await scan({ paths: [folder], jobs: 1 });
    expect(alone.findings.map(({ detector }) => detector)).toEqual(
      expect.arrayContaining(['refuse-then-comply', 'contradiction']),
    );
    const whole = JSON.stringify(alone);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          of: fc.integer({ min: 1, max: 9 }),
          minRangeBytes: fc.integer({ min: 100, max: 60_000 }),
          width: fc.integer({ min: 2, max: 4 }),
        }),
        async (division) => {
          const { json, again } = await inParts(division);
          expect(again).toBe(true);
          expect(json === whole, JSON.stringify(division)).toBe(true);
        },
      ),
      { numRuns: 8, seed: 17 },
    );
  });
});

describe('what a part is held to', () => {
  let own: string;
  const place = (name: string) => join(own, name);
  const data = (name: string) => join(own, 'data', name);
  const shard = (number: number, of = 3, output = place(`s${number}`)) =>
    scanShard({ paths: [join(own, 'data')], minRangeBytes: 2_000, jobs: 1, number: { shard: number, of }, output });
  const marks = (number: number, merged: string, output = place(`k${number}`)) =>
    scanMarks({
      ...{ paths: [join(own, 'data')], minRangeBytes: 2_000, jobs: 1 },
      number: { shard: number, of: 3 },
      merged,
      output,
    });
  const merge = (output: string, ...parts: string[]) => mergeParts({ parts: parts.map(place), output: place(output) });

  beforeEach(async () => {
    own = mkdtempSync(join(tmpdir(), 'parts-held-'));
    mkdirSync(join(own, 'data'));
    writeFileSync(data('a.jsonl'), attack(200));
    writeFileSync(data('b.jsonl'), ordinary(60));
    for (const number of [1, 2, 3]) await shard(number);
  });
  afterEach(() => rmSync(own, { recursive: true }));

  test('a finished part is kept; one of another scan, a cut one and a foreign file are written anew', async () => {
    expect(await shard(1)).toEqual({ shard: 1, of: 3, outcome: 'kept' });
    const whole = readFileSync(place('s1'), 'utf8');
    for (const text of [whole.slice(0, -50), 'nothing of ours', readFileSync(place('s2'), 'utf8')]) {
      writeFileSync(place('s1'), text);
      expect(await shard(1)).toMatchObject({ outcome: 'written' });
      expect(readFileSync(place('s1'), 'utf8')).toBe(whole);
    }
  });

  test('a shard that is there twice counts once, alone or within what it was merged into', async () => {
    writeFileSync(place('again'), readFileSync(place('s2')));
    expect(await merge('m', 's1', 's2', 'again', 's3')).toMatchObject({ missing: [], repeated: [place('again')] });
    expect(await merge('n', 's2', 'm', 's1')).toMatchObject({
      shards: [1, 2, 3],
      repeated: [place('s2'), place('s1')],
    });
    expect(JSON.stringify(await finishWith('n'))).toBe(JSON.stringify(await finishWith('m')));
  });

  const finishWith = async (merged: string) => {
    for (const number of [1, 2, 3]) await marks(number, place(merged), place(`${merged}-k${number}`));
    return finishScan({ merged: place(merged), marks: [1, 2, 3].map((number) => place(`${merged}-k${number}`)) });
  };

  test('what is missing is named, and nothing is told without it', async () => {
    expect(await merge('m', 's3', 's1')).toMatchObject({ shards: [1, 3], missing: [2], secondPass: null });
    await expect(finishScan({ merged: place('m'), marks: [] })).rejects.toThrow(/shard 2 of 3 is missing/);
    await merge('all', 'm', 's2');
    await marks(1, place('all'));
    await expect(finishScan({ merged: place('all'), marks: [place('k1')] })).rejects.toThrow(
      /marks of shard 2-3 are missing/,
    );
    await expect(finishScan({ merged: place('k1'), marks: [] })).rejects.toThrow(/second pass, not the merged part/);
    await expect(finishScan({ merged: place('all'), marks: [place('s1')] })).rejects.toThrow(/was not made with/);
  });

  test('parts of other scans are refused with both values', async () => {
    await shard(1, 4, place('q1'));
    await expect(merge('x', 's2', 'q1')).rejects.toThrow(/number of shards\n.*: 3\n.*: 4/s);
    await scanShard({ paths: [data('a.jsonl')], jobs: 1, number: { shard: 1, of: 3 }, output: place('other') });
    await expect(merge('x', 's2', 'other')).rejects.toThrow(/list of inputs\n.*2 files.*\n.*1 files/s);
    await merge('a12', 's1', 's2');
    await merge('a23', 's2', 's3');
    await expect(merge('x', 'a12', 'a23')).rejects.toThrow(/both contain shard 2/);
    await merge('m', 's1', 's2', 's3');
    await marks(1, place('m'));
    await expect(merge('x', 's1', 'k1')).rejects.toThrow(/not of the same pass/);
    const older = JSON.parse(readFileSync(place('s1'), 'utf8').split('\n')[0]!);
    older.header.tool.version = '0.0.9';
    writeFileSync(
      place('old'),
      resealed(place('s1'), (lines) => [JSON.stringify(older), ...lines.slice(1)]),
    );
    await expect(merge('x', 'old', 's2')).rejects.toThrow(/version of zenbun\n.*0\.1\.0.*\n.*0\.0\.9/s);
  });

  test('inputs that changed between shards, or between passes, are never told as one', async () => {
    const text = readFileSync(data('a.jsonl'), 'utf8');
    // Changes every range, but no length.
    const other = text.replaceAll('to the light', 'to the night');
    expect(other).not.toBe(text);
    await merge('m', 's1', 's2', 's3');
    writeFileSync(data('a.jsonl'), other);
    for (const number of [1, 2, 3]) await marks(number, place('m'));
    await expect(finishScan({ merged: place('m'), marks: [1, 2, 3].map((n) => place(`k${n}`)) })).rejects.toThrow(
      /a\.jsonl changed/,
    );
    // One shard from before the change, all others after it.
    for (const number of [2, 3]) {
      rmSync(place(`s${number}`));
      await shard(number);
    }
    await merge('m2', 's1', 's2', 's3');
    for (const number of [1, 2, 3]) await marks(number, place('m2'), place(`j${number}`));
    await expect(finishScan({ merged: place('m2'), marks: [1, 2, 3].map((n) => place(`j${n}`)) })).rejects.toThrow(
      /a\.jsonl changed/,
    );
    writeFileSync(place('s3b'), readFileSync(place('s3')));
    writeFileSync(data('a.jsonl'), text);
    rmSync(place('s3'));
    await shard(3);
    await expect(merge('x', 's1', 's2', 's3', 's3b')).rejects.toThrow(/something else of shard 3/);
    writeFileSync(data('a.jsonl'), `${text}{"instruction":"One more?","output":"One more row."}\n`);
    await expect(marks(1, place('m'), place('late'))).rejects.toThrow(/list of inputs/);
  });

  test('whatever is changed in a part, no result comes of it', { timeout: 120_000 }, async () => {
    await merge('m', 's1', 's2', 's3');
    const expected = JSON.stringify(await finishWith('m'));
    const text = readFileSync(place('m'), 'utf8');
    const lines = text.trimEnd().split('\n');
    const finish = () => finishScan({ merged: place('m'), marks: [1, 2, 3].map((n) => place(`m-k${n}`)) });
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom('cut', 'flip', 'drop a line'), async (at, kind) => {
        const line = Math.floor((at / text.length) * lines.length);
        writeFileSync(
          place('m'),
          kind === 'cut'
            ? text.slice(0, at)
            : kind === 'flip'
              ? `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`
              : `${lines.toSpliced(line, 1).join('\n')}\n`,
        );
        await expect(finish()).rejects.toMatchObject({ code: expect.stringMatching(/damaged|unreadable|usage/) });
      }),
      { numRuns: 60, seed: 17 },
    );
    writeFileSync(place('m'), text);
    expect(JSON.stringify(await finish())).toBe(expected);
  });

  test('a part that hides a piece behind a digest that fits is refused', async () => {
    await merge('m', 's1', 's2', 's3');
    const sealed = resealed(place('m'), (lines) => {
      const at = lines.findIndex((text) => text.startsWith('{"piece"'));
      const { marked } = JSON.parse(lines[at]!).piece;
      return lines.toSpliced(at, 1 + marked);
    });
    writeFileSync(place('m'), sealed);
    const expected = expect.objectContaining({ code: 'damaged' });
    await expect(finishScan({ merged: place('m'), marks: [] })).rejects.toEqual(expected);
  });

  test('no part and no result is written over an input or another part', async () => {
    await merge('m', 's1', 's2', 's3');
    for (const number of [1, 2, 3]) await marks(number, place('m'));
    const all = ['k1', 'k2', 'k3'].map(place);
    const refused = { code: 'usage', message: expect.stringContaining('would overwrite') };
    const before = readFileSync(data('a.jsonl'), 'utf8');
    await expect(shard(1, 3, data('a.jsonl'))).rejects.toMatchObject(refused);
    await expect(marks(1, place('m'), data('a.jsonl'))).rejects.toMatchObject(refused);
    await expect(marks(1, place('m'), place('m'))).rejects.toMatchObject(refused);
    await expect(merge('s1', 's1', 's2')).rejects.toMatchObject(refused);
    const both = { parts: [place('s1'), place('s2')], output: place('x'), reports: [place('x')] };
    await expect(mergeParts(both)).rejects.toThrow();
    for (const wish of [{ rows: data('a.jsonl') }, { reports: [data('a.jsonl')] }, { reports: [place('k2')] }])
      await expect(finishScan({ merged: place('m'), marks: all, ...wish })).rejects.toMatchObject(refused);
    expect(readFileSync(data('a.jsonl'), 'utf8')).toBe(before);
  });

  test('a part that is older than its input is made anew', async () => {
    expect(await shard(1)).toMatchObject({ outcome: 'kept' });
    const later = Date.now() / 1000 + 60;
    utimesSync(data('b.jsonl'), later, later);
    expect(await shard(1)).toMatchObject({ outcome: 'written' });
  });

  test('a file that changes behind the back of its shard leaves no part that would be kept', async () => {
    rmSync(place('s1'));
    const text = readFileSync(data('a.jsonl'), 'utf8');
    const run = { paths: [join(own, 'data')], jobs: 1, number: { shard: 1, of: 1 }, output: place('s1') };
    // The first file has already been read, and its size stays the same.
    const onProgress = ({ file }: { file: string }) => {
      if (file !== data('b.jsonl')) return;
      writeFileSync(data('a.jsonl'), text.replaceAll('to the light', 'to the night'));
      utimesSync(data('a.jsonl'), 1, 1);
    };
    const changed = { code: 'damaged', message: expect.stringContaining('a.jsonl changed') };
    await expect(scanShard({ ...run, onProgress })).rejects.toMatchObject(changed);
    expect(readdirSync(own).filter((name) => name.includes('s1'))).toEqual([]);
    expect(await scanShard(run)).toMatchObject({ outcome: 'written' });
  });

  test('a part that another scan writes anew while it is merged is not joined under its old header', async () => {
    await shard(1, 4, place('q1'));
    const parts = ['s1', 's2', 's3'].map(place);
    const onPart = (done: number) => done === 1 && writeFileSync(place('s2'), readFileSync(place('q1')));
    const merging = mergeParts({ parts, output: place('m'), onPart: (done) => void onPart(done) });
    await expect(merging).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('s2 changed') });
    expect(readdirSync(own)).not.toContain('m');
  });

  test('folders with more unread files than a part can name are refused before anything is read', async () => {
    const names = Array.from({ length: 9_000 }, (_, n) => `${n}${'x'.repeat(4_000)}.bin`);
    const objects: ObjectStorage = {
      async *list(prefix) {
        for (const name of ['a.jsonl', ...names]) yield { place: prefix + name, bytes: 1 };
      },
      find: async () => null,
      open: () => Promise.reject(new Error('opened')),
      write: () => Promise.reject(new Error('written')),
    };
    const run = scanShard({ paths: ['s3://bkt/data/'], objects, number: { shard: 1, of: 1 }, output: place('x') });
    await expect(run).rejects.toMatchObject({ code: 'limit', advice: expect.stringContaining('pattern') });
  });

  test('a field of any name is counted', async () => {
    writeFileSync(
      data('c.jsonl'),
      `{"prompt":"hello","completion":"world","constructor":"${'y'.repeat(60)}","__proto__":"z","${'long'.repeat(2_000)}":"${'y'.repeat(60)}"}\n`,
    );
    for (const number of [1, 2, 3]) await shard(number);
    expect(await merge('m', 's1', 's2', 's3')).toMatchObject({ missing: [] });
  });

  test.skipIf(process.platform === 'win32')('a pipe is refused before it is opened', async () => {
    execFileSync('mkfifo', [place('pipe')]);
    await expect(merge('x', 'pipe', 's2')).rejects.toThrow(/is not a file/);
    await expect(finishScan({ merged: place('pipe'), marks: [] })).rejects.toThrow(/is not a file/);
  });

  const NOTHING = '0'.repeat(64);
  test.each<[string, kind: string, change: (line: string) => string[]]>([
    ['more files than pieces', 'header', (line) => [line.replace(/"files":\d+/, '"files":300000000')]],
    ['shards that do not rise', 'header', (line) => [line.replace('[1,2,3]', '[1,2,3,3]')]],
    ['a shard beyond the last', 'header', (line) => [line.replace('[1,2,3]', '[1,2,3,99]')]],
    ['more detectors than there are', 'header', (line) => [line.replace('"detectors":[', '"detectors":[["x","1"],')]],
    ['the digest of a foreign shard', 'shard', () => [`{"shard":[9,"${NOTHING}"]}`]],
    ['a piece of no file', 'piece', (line) => [line.replace(/"file":\d+/, '"file":99')]],
    ['rows that are neither read nor skipped', 'piece', (line) => [line.replace(/"rows":\d+/, '"rows":3')]],
    [
      'rows of a format beyond those read',
      'piece',
      (line) => [line.replace('"formats":[', '"formats":[["bogus",9999],')],
    ],
    ['more rows than lines', 'piece', (line) => [line.replace(/"lines":\d+/, '"lines":1')]],
    ['a piece twice', 'piece', (line) => [line.replace(/"marked":\d+/, '"marked":0'), line]],
    ['a skip in no piece', 'notes', (line) => [line.replace(/"from":\d+/, '"from":7')]],
    ['no notes', 'notes', () => []],
    ['notes twice', 'notes', (line) => [line, line]],
    ['a state twice', 'state', (line) => [line, line]],
    ['no state of a detector', 'state', () => []],
  ])('a part with a digest that fits and %s is refused', async (_, kind, change) => {
    await merge('m', 's1', 's2', 's3');
    const bad = resealed(place('m'), (lines) => {
      const at = lines.findIndex((text) => text.startsWith(`{"${kind}"`));
      const changed = change(lines[at]!);
      expect(changed).not.toEqual([lines[at]]);
      return lines.toSpliced(at, 1, ...changed);
    });
    writeFileSync(place('bad'), bad);
    await expect(finishScan({ merged: place('bad'), marks: [] })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:damaged|usage|unreadable)$/),
      message: expect.not.stringContaining('second pass'),
    });
  });

  test('a marked row behind the last line of its piece is refused', async () => {
    await merge('m', 's1', 's2', 's3');
    const bad = resealed(place('m'), (lines) => {
      const at = lines.findIndex((text) => text.startsWith('{"piece"'));
      const last = at + JSON.parse(lines[at]!).piece.marked;
      return lines.with(last, lines[last]!.replace(/^\[\d+/, '[88888888'));
    });
    writeFileSync(place('bad'), bad);
    await expect(finishScan({ merged: place('bad'), marks: [] })).rejects.toThrow(/not a marked row/);
  });

  test('marks without one of their pieces are refused', async () => {
    await merge('m', 's1', 's2', 's3');
    for (const number of [1, 2, 3]) await marks(number, place('m'));
    const without = resealed(place('k1'), (lines) => {
      const at = lines.findIndex((text) => text.startsWith('{"piece"'));
      return lines.toSpliced(at, 1 + JSON.parse(lines[at]!).piece.marked);
    });
    writeFileSync(place('k1'), without);
    const finish = finishScan({ merged: place('m'), marks: ['k1', 'k2', 'k3'].map(place) });
    await expect(finish).rejects.toMatchObject({ code: 'damaged' });
  });

  test('nothing is left behind by a shard that was stopped', async () => {
    const controller = new AbortController();
    const stopped = scanShard({
      ...{ paths: [join(own, 'data')], jobs: 1, number: { shard: 1, of: 1 }, output: place('stopped') },
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    expect(readdirSync(own).filter((name) => name.includes('stopped'))).toEqual([]);
  });

  test.each([0, 4, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('there is no shard %s of 3', async (number) => {
    await expect(shard(number)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('names no shard'),
    });
    if (number !== 4) await expect(shard(1, number)).rejects.toMatchObject({ code: 'usage' });
  });

  test('options that there are not are refused, as those of a whole scan are', async () => {
    await merge('m', 's1', 's2', 's3');
    const more = { clean: place('clean') };
    const run = { paths: [join(own, 'data')], number: { shard: 1, of: 3 }, output: place('x') };
    const refused = { code: 'usage', message: expect.stringMatching(/unknown option (clean|detectors)/) };
    await expect(scanShard({ ...run, ...more })).rejects.toMatchObject(refused);
    await expect(scanShard({ ...run, ...{ detectors: [] } })).rejects.toMatchObject(refused);
    await expect(scanMarks({ ...run, merged: place('m'), ...more })).rejects.toMatchObject(refused);
    await expect(mergeParts({ parts: [place('s1')], output: place('x'), ...more })).rejects.toMatchObject(refused);
    await expect(finishScan({ merged: place('m'), marks: [], ...more })).rejects.toMatchObject(refused);
    await expect(mergeParts({ parts: [], output: place('x') })).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(own)).not.toContain('x');
  });

  test('what can be read only once is refused', async () => {
    const run = scanShard({ paths: ['-'], number: { shard: 1, of: 2 }, output: place('x') });
    await expect(run).rejects.toMatchObject({ code: 'usage' });
  });
});

/** Changes the lines of a part and adds the matching digest. */
function resealed(path: string, change: (lines: string[]) => string[]): string {
  const body = change(readFileSync(path, 'utf8').trimEnd().split('\n').slice(0, -1))
    .map((text) => `${text}\n`)
    .join('');
  return `${body}{"end":"${createHash('sha256').update(body).digest('hex')}"}\n`;
}
