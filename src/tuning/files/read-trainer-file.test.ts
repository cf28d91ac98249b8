import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OWN_FILES, TRAINER_STATE } from '../../../test/fixtures/trainers/own-files.ts';
import { DIGEST, readBytes, readText, recordOf, safetensorsFile } from '../../../test/fixtures/trainers/read-text.ts';
import { TRAINER_FILES } from './catalogue.ts';
import { bytesToRead, readTrainerFile } from './read-trainer-file.ts';

const encoder = new TextEncoder();
const reasonOf = (path: string, text: string): string => {
  const reading = readText(path, text);
  return reading.state === 'read' ? `read: ${reading.kind}` : `${reading.state}: ${reading.reason.en}`;
};

describe('every kind', () => {
  test.each(OWN_FILES)('$kind is read from $path', ({ kind, path, text }) => {
    const reading = readText(path, text);
    expect(reading).toMatchObject({ state: 'read', kind, path, others: [] });
    expect(reading).toMatchObject({ record: { kind, path } });
  });

  test('has a file of its shape among those written for tests', () => {
    const written = new Set(OWN_FILES.map(({ kind }) => kind));
    expect(TRAINER_FILES.map(({ kind }) => kind).filter((kind) => !written.has(kind))).toEqual(['safetensors']);
  });
});

describe('encodings', () => {
  const job = OWN_FILES.find(({ kind }) => kind === 'openai-job')!;
  const utf16 = (text: string, isBig: boolean): Uint8Array => {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    [...text].forEach((_, i) => {
      view.setUint16(i * 2, text.charCodeAt(i), !isBig);
    });
    return bytes;
  };

  test.each([
    ['UTF-8 with a mark', encoder.encode(`\uFEFF${job.text}`)],
    ['UTF-16LE with a mark', utf16(`\uFEFF${job.text}`, false)],
    ['UTF-16BE with a mark', utf16(`\uFEFF${job.text}`, true)],
    ['UTF-16LE without one', utf16(job.text, false)],
  ])('%s', (_, bytes) => {
    expect(readBytes(job.path, bytes)).toMatchObject({ state: 'read', kind: 'openai-job' });
  });

  test('bytes that are no text are a failure', () => {
    expect(readBytes('job.json', Uint8Array.of(0x7b, 0xff, 0xc0, 0x7d))).toMatchObject({ state: 'failed' });
  });
});

describe('what is not read is said', () => {
  test('pickles, event files and weights are named and never asked for', () => {
    for (const path of [
      'training_args.bin',
      'optimizer.pt',
      'a/scheduler.pt',
      'pytorch_model.bin',
      'events.out.tfevents.1.own',
      'run.wandb',
      'a.gguf',
    ]) {
      expect(bytesToRead(path, 1000, new Uint8Array(8)), path).toBe(0);
      const reading = readBytes(path, new Uint8Array(1000));
      expect(reading, path).toMatchObject({ state: 'unread' });
      expect(reading.kind, path).not.toBeNull();
    }
  });

  test('a file of no known kind', () => {
    expect(readText('notes.txt', 'hello')).toMatchObject({ state: 'unread', kind: null });
    expect(readText('data.json', '{"a": 1}')).toMatchObject({ state: 'unread', kind: null });
    expect(readText('picture.png', 'hello')).toMatchObject({ state: 'unread', kind: null });
  });

  test('a file that is too large is not asked for', () => {
    expect(bytesToRead('trainer_log.jsonl', 65 * 1024 * 1024, new Uint8Array(8))).toBe(0);
    expect(bytesToRead('trainer_log.jsonl', 64 * 1024 * 1024, new Uint8Array(8))).toBe(64 * 1024 * 1024);
    const ports = { decode: () => '', parseYaml: () => ({ value: null, repeatedKeys: [] }) };
    const reading = readTrainerFile(
      { path: 'config.yaml', size: 5_000_000, bytes: new Uint8Array(), sha256: null },
      ports,
    );
    expect(reading).toMatchObject({ state: 'unread', reason: { en: expect.stringContaining('5000000 bytes') } });
  });

  test('damaged JSON, with its line', () => {
    expect(reasonOf('trainer_state.json', '{\n"a": 1,\n"b": x}')).toBe('failed: Line 3: this is not JSON.');
    expect(reasonOf('trainer_state.json', TRAINER_STATE.slice(0, 500))).toMatch(
      /^failed: Line \d+: the JSON ends too early/,
    );
    expect(reasonOf('a.json', '['.repeat(5000))).toMatch(/nested too deeply/);
    expect(reasonOf('a.yaml', 'a: [1, 2')).toMatch(/^failed: This is not YAML/);
  });

  test('a last line that was cut, and keys that come twice', () => {
    expect(recordOf('trainer_log.jsonl', '{"current_steps": 1, "loss": 2, "loss": 3}\n{"current_st')).toMatchObject({
      steps: [{ step: 1, loss: 3 }],
      unread: [{ en: 'Lines that are not JSON: 1 (first: line 2).' }, { en: expect.stringContaining('twice') }],
    });
    expect(
      recordOf('trl.yaml', 'model_name_or_path: a\nlora_r: 1\nlearning_rate: 1\nlearning_rate: 2\nmax_steps: 5'),
    ).toMatchObject({
      declared: { learningRate: 2 },
      unread: [{ en: expect.stringContaining('learning_rate') }],
    });
  });

  test('JSON Lines under the name of JSON', () => {
    expect(
      recordOf('trainer_log.json', '{"current_steps": 1, "loss": 2}\n{"current_steps": 2, "loss": 1}').steps,
    ).toHaveLength(2);
  });
});

describe('safetensors', () => {
  test('only the header is asked for', () => {
    const file = safetensorsFile({ 'layer.lora_A.weight': [2, 4], scalar: [], none: [0, 4] });
    const needed = bytesToRead('adapter_model.safetensors', file.length, file.subarray(0, 8));
    expect(needed).toBeLessThan(file.length);
    expect(readBytes('out/adapter_model.safetensors', file)).toMatchObject({
      state: 'read',
      record: {
        tensors: [
          {
            file: 'out/adapter_model.safetensors',
            name: 'layer.lora_A.weight',
            dtype: 'BF16',
            shape: [2, 4],
            sha256: null,
          },
          { name: 'scalar', shape: [] },
          { name: 'none', shape: [0, 4] },
        ],
        digests: [{ name: 'adapter_model.safetensors', sha256: DIGEST }],
      },
    });
  });

  test.each([
    ['cut', safetensorsFile({ a: [8] }).slice(0, -1), 'ends behind the end'],
    ['empty', new Uint8Array(), 'Shorter than 8 bytes'],
    ['an endless header', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 0x7b), 'length of its header is wrong'],
    ['no JSON', safetensorsFile({}, 'not JSON'), 'not JSON'],
    [
      'a shape that does not fit',
      safetensorsFile({ a: [8] }, '{"a": {"dtype": "F32", "shape": [8], "data_offsets": [0, 16]}}'),
      'do not fit',
    ],
    [
      'a negative length',
      safetensorsFile({ a: [8] }, '{"a": {"dtype": "F32", "shape": [-4], "data_offsets": [0, 16]}}'),
      'do not fit',
    ],
  ])('%s is refused', (_, bytes, reason) => {
    expect(readBytes('a.safetensors', bytes)).toMatchObject({
      state: 'failed',
      reason: { en: expect.stringContaining(reason) },
    });
  });
});

/** Keys for JSON values that share keys and shapes with real files, so that they get past the first look. */
const KEYS = [
  ...new Set(OWN_FILES.flatMap(({ text }) => [...text.matchAll(/"?([\w./-]+)"?: /g)].map(([, key]) => key!))),
];
const { value: stranger } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      -1,
      0,
      1e308,
      '5e-5',
      'auto',
      '',
      'fine_tuning.job',
      'fine_tuning.job.event',
      'LORA',
      'NaN',
      '__proto__',
    ),
    fc.double(),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS, 'constructor', 'toString', 'length'), tie('value'), { maxKeys: 8 }),
  ),
}));

describe('no input makes a reader throw', () => {
  const path = fc.oneof(
    fc.constantFrom(
      ...OWN_FILES.map((file) => file.path),
      'a.safetensors',
      'x/metrics/loss',
      'params',
      'metrics/a.json',
    ),
    fc.string(),
  );
  const isSaid = (reading: ReturnType<typeof readText>): void => {
    if (reading.state !== 'read') {
      expect(reading.reason.en).not.toBe('');
      expect(reading.reason.ja).not.toBe('');
      return;
    }
    const { record } = reading;
    for (const { step } of record.steps) expect(Number.isSafeInteger(step)).toBe(true);
    // JSON turns numbers that are not finite into null, so the record must equal its own JSON.
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  };

  test('bytes', () => {
    fc.assert(fc.property(path, fc.uint8Array({ maxLength: 200 }), (name, bytes) => isSaid(readBytes(name, bytes))));
  });

  test('values with the keys of real files', () => {
    fc.assert(
      fc.property(path, stranger, (name, value) => isSaid(readText(name, JSON.stringify(value) ?? ''))),
      { numRuns: 500 },
    );
  });

  test('files of every kind with a part replaced', () => {
    const replaced = fc.tuple(
      fc.constantFrom(...OWN_FILES),
      fc.nat(),
      fc.nat({ max: 12 }),
      fc.oneof(fc.string(), fc.constantFrom('NaN', '-1', 'null', '[]', '{}', '"', '1e999', '\n')),
    );
    fc.assert(
      fc.property(replaced, ([file, at, length, part]) => {
        const from = at % file.text.length;
        isSaid(readText(file.path, file.text.slice(0, from) + part + file.text.slice(from + length)));
      }),
      { numRuns: 1500 },
    );
  });

  test('every reader, on a file that it does not claim', () => {
    const content = fc.oneof(
      stranger.map((value) => ({ form: 'value' as const, value })),
      fc
        .array(stranger, { maxLength: 4 })
        .map((values) => ({ form: 'lines' as const, lines: values.map((value, i) => ({ line: i + 1, value })) })),
      fc.string().map((text) => ({ form: 'text' as const, text })),
      fc.uint8Array().map((bytes) => ({ form: 'bytes' as const, bytes })),
      fc.constant({ form: 'unopened' as const }),
    );
    const ports = { decode: () => null, parseYaml: () => ({ value: null, repeatedKeys: [] }) };
    fc.assert(
      fc.property(fc.constantFrom(...TRAINER_FILES), content, (reader, of) => {
        const file = { path: 'a/b', name: 'b', folders: ['a'], size: 3, sha256: null, content: of, ports };
        expect([true, false]).toContain(reader.claims(file));
        expect([true, false]).toContain(reader.read(file).isRead);
      }),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['README.md', `---\nlicense: x\n---\n${'fine-tuned version of ['.repeat(400_000)}`],
  ['README.md', `${'\n'.repeat(5_000_000)}x`],
  ['README.md', `# Framework versions\n${'axolotl version: `a` ```yaml\n'.repeat(300_000)}`],
  ['README.md', `---\n${'#'.repeat(5_000_000)}`],
  ['trainer_state.json', `{"global_step":"${'1'.repeat(3_000_000)}x","log_history":[]}`],
  ['mlruns/0/a/params/epochs', '1'.repeat(3_000_000)],
])('%s of hostile text takes no time (%#)', { timeout: 10_000 }, (path, text) => {
  expect(['read', 'unread', 'failed']).toContain(readText(path, text).state);
});
