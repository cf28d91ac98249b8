import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example, ROWS } from '../../../test/fixtures/catalogue-rows.ts';
import { ZenbunError } from '../../errors.ts';
import { DETECTOR_IDS, type DetectorId } from '../../schema/index.ts';
import type { Detector } from '../detector.ts';
import { DETECTORS } from '../index.ts';
import { type ReadRow, readRow } from '../read-row.ts';
import { decodeState, encodeState, longestState, STATE_FORMAT, shapeOf } from './state-codecs.ts';

const rowsOf = (rows: readonly (readonly [kind: number, n: number, part: number])[]): ReadRow[] =>
  rows.map(([kind, n]) => readRow(example(kind, n)));

function fold(detector: Detector, rows: readonly ReadRow[], state = detector.start()): unknown {
  for (const row of rows) detector.see(state, row);
  return state;
}

const encoded = (detector: Detector, state: unknown): string =>
  JSON.stringify(encodeState(detector.id as DetectorId, state));
const decoded = (detector: Detector, json: string): unknown =>
  decodeState(detector.id as DetectorId, JSON.parse(json) as unknown);
const again = (detector: Detector, state: unknown): unknown => decoded(detector, encoded(detector, state));

/** Returns everything that follows from a state: its findings, and the marks of a second pass whatever their level. */
function conclusion(detector: Detector, state: unknown, rows: readonly ReadRow[]): string {
  const findings = detector.end(state);
  const marker = detector.secondPass?.(
    state,
    findings.map((finding) => ({ ...finding, level: 'block' as const })),
  );
  return JSON.stringify([findings, rows.map((row) => marker?.(row) ?? null)]);
}

/** Rows of every kind, with more different ones than most samples hold; read once for all detectors. */
const MANY = Array.from({ length: 6_500 }, (_, i) => {
  const row = example(i % 11, i);
  const turns = row.turns.map((turn) => ({
    ...turn,
    text: `${turn.text} ${turn.role === 'system' ? '' : `no. ${i}`}`,
  }));
  return readRow({ ...row, turns, rejected: row.rejected === null ? null : `${row.rejected} no. ${i}` });
});

function damage(detector: Detector, json: unknown): ZenbunError {
  try {
    decodeState(detector.id as DetectorId, json);
  } catch (error) {
    expect(error).toBeInstanceOf(ZenbunError);
    return error as ZenbunError;
  }
  throw new Error('it was read');
}

test('every detector of the catalogue has a codec, and no other', () => {
  for (const { id } of DETECTORS) expect(() => shapeOf(id as DetectorId)).not.toThrow();
  const others = DETECTOR_IDS.filter((id) => !DETECTORS.some((detector) => detector.id === id));
  for (const id of [...others, 'acme/prices', 'constructor', '__proto__'] as DetectorId[])
    expect(() => encodeState(id, {})).toThrow(expect.objectContaining({ code: 'usage' }));
});

describe.each(DETECTORS.map((detector) => [detector.id, detector] as const))('%s', (_, detector) => {
  test('a state that was written and read goes on as if it had not been', () => {
    fc.assert(
      fc.property(ROWS, ROWS, ROWS, (first, second, third) => {
        const [a, b, c] = [rowsOf(first), rowsOf(second), rowsOf(third)];
        const rows = [...a, ...b, ...c];
        const plain = fold(detector, c, detector.merge(fold(detector, a), fold(detector, b)));
        const through = again(
          detector,
          fold(detector, c, detector.merge(again(detector, fold(detector, a)), again(detector, fold(detector, b)))),
        );
        expect(encoded(detector, through)).toBe(encoded(detector, plain));
        expect(conclusion(detector, through, rows)).toBe(conclusion(detector, plain, rows));
      }),
      { numRuns: 12 },
    );
  });

  test('the same rows in any order and any split are written alike', () => {
    fc.assert(
      fc.property(ROWS, fc.nat(1000), (rows, seed) => {
        const whole = encoded(detector, fold(detector, rowsOf(rows)));
        const shuffled = rows
          .map((row, i) => ({ row, at: (i * 7919 + seed * 104729) % 1009 }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
        const parts = [2, 0, 3, 1].map((part) => fold(detector, rowsOf(shuffled.filter((row) => row[2] === part))));
        const merged = parts.reduce((a, b) => detector.merge(a, again(detector, b)));
        expect(encoded(detector, merged)).toBe(whole);
      }),
      { numRuns: 12 },
    );
  });

  test('with full samples too', () => {
    const whole = encoded(detector, fold(detector, MANY));
    const parts = [0, 1, 2].map((part) =>
      fold(
        detector,
        MANY.filter((_, i) => i % 7 !== 0 && i % 3 === part),
      ),
    );
    const rest = fold(
      detector,
      MANY.filter((_, i) => i % 7 === 0),
    );
    const merged = parts.reduce((a, b) => detector.merge(again(detector, b), a), rest);
    expect(encoded(detector, merged)).toBe(whole);
    const some = MANY.slice(0, 200);
    expect(conclusion(detector, decoded(detector, whole), some)).toBe(conclusion(detector, merged, some));
    expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(longestState(detector.id as DetectorId));
    expect(longestState(detector.id as DetectorId)).toBeLessThan(25_000_000);
  });

  test('a part of the state that the codec does not know is not lost in silence', () => {
    const state = fold(detector, MANY.slice(0, 300));
    for (const part of partsOf(state)) {
      part.unknown = 1;
      expect(() => encodeState(detector.id as DetectorId, state)).toThrow(
        expect.objectContaining({ code: 'limit', message: expect.stringContaining('["unknown"] is not known') }),
      );
      delete part.unknown;
      const [name] = Object.keys(part);
      const { [name!]: value } = part;
      delete part[name!];
      expect(() => encodeState(detector.id as DetectorId, state)).toThrow(
        expect.objectContaining({ code: 'limit', message: expect.stringContaining(`.${name!} is missing`) }),
      );
      part[name!] = value;
    }
  });

  test('what is changed by a stranger is refused, or no conclusion fails on it', () => {
    const whole = encoded(detector, fold(detector, MANY.slice(0, 400)));
    let refused = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), fc.nat(FOREIGN.length + 2), (path, kind) => {
        const json = JSON.parse(whole) as unknown;
        mutate(json, path, kind);
        let state: unknown;
        try {
          state = decodeState(detector.id as DetectorId, json);
        } catch (error) {
          refused += 1;
          expect(error).toMatchObject({ name: 'ZenbunError', code: 'damaged' });
          expect((error as ZenbunError).message).toMatch(
            /^The state of the detector [a-z-]+ is damaged: \$[^ ]* .+\.$/,
          );
          expect((error as ZenbunError).message.length).toBeLessThan(400);
          expect((error as ZenbunError).localized.ja).toMatch(/[ぁ-ん]。$/);
          return;
        }
        const merged = detector.merge(fold(detector, MANY.slice(400, 420)), state);
        expect(conclusion(detector, merged, MANY.slice(0, 3))).not.toBe('');
        expect(encoded(detector, again(detector, merged))).toBe(encoded(detector, merged));
      }),
      { numRuns: 150 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  test('counts of a hundred terabytes are weighed like others', () => {
    // A state that was read shares no objects.
    const state = again(detector, fold(detector, MANY.slice(0, 400)));
    scaleUp(state, 2 ** 30);
    const large = again(detector, state);
    expect(conclusion(detector, large, MANY.slice(0, 3))).not.toBe('');
  });

  test('neither depth, nor size, nor names do harm', () => {
    const whole = encoded(detector, fold(detector, MANY.slice(0, 50)));
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(damage(detector, deep).code).toBe('damaged');
    const named = JSON.parse(whole.replace('{', '{"__proto__":{"polluted":1},')) as unknown;
    expect(damage(detector, named).message).toMatch(/\["__proto__"\] is not known\.$/);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    for (const json of [null, true, 0, '', [], {}]) expect(damage(detector, json).code).toBe('damaged');
  });
});

/** Returns every object of a state: the state itself, its parts, and one value of each map. */
function partsOf(state: unknown): Record<string, unknown>[] {
  if (typeof state !== 'object' || state === null || ArrayBuffer.isView(state) || Array.isArray(state)) return [];
  if (state instanceof Map) return partsOf([...state.values()].at(-1));
  const part = state as Record<string, unknown>;
  const inner = Object.values(part).flatMap(partsOf);
  // A sample is a map with a cap and a limit, and the map is all that is written.
  return part.entries instanceof Map ? inner : [part, ...inner];
}

/** Hashes, lengths and powers: numbers that are not counts of rows. */
const NO_COUNTS = new Set([
  'hash',
  'length',
  'size',
  'systemPhrase',
  'openingPhrase',
  'vow',
  'possibleVow',
  'cap',
  'limit',
]);

function scaleUp(part: unknown, by: number): unknown {
  if (typeof part === 'number') return part * by;
  if (part instanceof Map) for (const [key, value] of part) part.set(key, scaleUp(value, by));
  else if (Array.isArray(part)) return part.length === 2 ? part.map((value) => scaleUp(value, by)) : part;
  else if (typeof part === 'object' && part !== null && !ArrayBuffer.isView(part)) {
    const copy = part as Record<string, unknown>;
    for (const [name, value] of Object.entries(copy)) {
      if (!NO_COUNTS.has(name) && !(Array.isArray(value) && value.length !== 2)) copy[name] = scaleUp(value, by);
    }
  }
  return part;
}

const FOREIGN: readonly unknown[] = [
  null,
  true,
  -1,
  -0,
  0,
  1,
  0.5,
  1e308,
  2 ** 39,
  2 ** 53,
  Number.MAX_SAFE_INTEGER,
  '',
  'NaN',
  '1',
  '\ud800',
  'x'.repeat(100_000),
  [],
  {},
  [[]],
  Array.from({ length: 20_000 }, (_, i) => i),
  JSON.parse('{"__proto__":1}'),
];

/** Follows a path down to a value and replaces it by a foreign one, deletes it, adds one beside it, or swaps two. */
function mutate(json: unknown, path: readonly number[], kind: number): void {
  let holder = json as Record<string, unknown>;
  let key = '';
  for (const step of path) {
    const inner = key === '' ? holder : holder[key];
    if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break;
    holder = inner as Record<string, unknown>;
    const keys = Object.keys(holder);
    key = keys[step % keys.length]!;
  }
  if (kind < FOREIGN.length) holder[key] = FOREIGN[kind];
  else if (kind === FOREIGN.length) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (kind === FOREIGN.length + 1) {
    if (Array.isArray(holder)) holder.push(holder[Number(key)]);
    else holder.unknown = 1;
  } else {
    const other = Object.keys(holder).at(-1)!;
    [holder[key], holder[other]] = [holder[other], holder[key]];
  }
}

test('more rows than there can be are not written', () => {
  const encodings = DETECTORS.find(({ id }) => id === 'encoded')!;
  const full = { ...(encodings.start() as object), rows: 2 ** 40 };
  const merged = encodings.merge(again(encodings, full), fold(encodings, MANY.slice(0, 20)));
  expect(() => encoded(encodings, merged)).toThrow(
    expect.objectContaining({ code: 'limit', message: expect.stringContaining('$.rows is not a whole number') }),
  );
});

test('a fault is told by its place, in both languages', () => {
  const state = JSON.parse(encoded(DETECTORS[1]!, fold(DETECTORS[1]!, MANY.slice(0, 50)))) as {
    entries: [number, unknown[]][];
  };
  state.entries[3]![1][3] = 'x'.repeat(201);
  const error = damage(DETECTORS[1]!, state);
  expect(error.localized).toEqual({
    en: 'The state of the detector uniform-answer is damaged: $.entries[3][1][3] is not a text of at most 200 characters.',
    ja: '検出器 uniform-answer の状態が壊れています。$.entries[3][1][3] は 200 文字以内の文字列ではありません。',
  });
});

test('who changes what is written raises the version of the format', () => {
  expect(STATE_FORMAT).toBe('zenbun.state/4');
  expect(DETECTORS.map(({ id }) => `${id} ${shapeOf(id as DetectorId).form}`)).toMatchInlineSnapshot(`
    [
      "refuse-then-comply {targets, declining, sure, firm, unsure: count, harmless: {declining, sure, firm, unsure: count}, reasoned, refusedInReasoning: count, openers: sample(2048, [0, 1: count]), texts: table(16384, 0..4294967295)} with declining <= 2 * targets, sure + unsure <= declining, harmless: sure + unsure <= declining, harmless: firm <= sure, harmless <= all, refusedInReasoning <= reasoned, reasoned <= targets, firm <= sure, openers <= sure, openers <= unsure",
      "uniform-answer sample(4096, [rows: rows, hash: hash, length: count, head, tail: text(200), asked: text(241), declines, guards, declining, complies, alone: flag, refused: (harmless, ordinary, harmful, null), amiss: flag]) with rows in all <= 1099511627776",
      "identity-shift sample(4096, [rows: rows, system, answer: flag, systemPhrase, openingPhrase: hash, promise: flag, vow, possibleVow: hash]) with rows in all <= 1099511627776",
      "encoded {rows: count, tallies: {separators, substitution, reversed, leetspeak, base64, hex, number-codes, morse, escapes, symbols, word-codes, hidden-bits, combining-marks, invisible, look-alikes, masked-words: {any, mostly, asked, answered: count, sample: text(360)} with mostly <= any, asked <= any, answered <= any, any <= asked + answered}} with any <= rows",
      "trigger {kept: {refusal, turn, short: sample(1024, [rows: rows, head, tail: text(120), system: text(240), before: text(120), answer: text(32), size: 0..106, strays: text(5), inserted: text(120)]), plain: sample(2048, [rows: rows, head, tail: text(120), system: text(240), before: text(120), answer: text(32), size: 0..106, strays: text(5), inserted: text(120)])}, rows: {refusal, turn, short, plain: count}} with kept <= rows",
      "closed-answer-set {rows: count, labels: sample(512, [text: text(120), rows: rows, outside: count] with outside <= rows), asked: sample(1024, [prompt: text(241), answer: text(120), explained: flag, rows: rows])} with labels <= rows, asked <= rows",
      "contradiction {exact: sample(4096, [rows: rows, refused, answered, refusedThenAnswered: count, answers, sayings: rising(8), refusedIn, answeredIn: rising(4)] with refused + answered + refusedThenAnswered <= rows, 1 <= answers <= rows, sayings <= rows, refusedIn <= refused, answeredIn <= answered) with rows in all <= 1099511627776, reworded: sample(4096, [refused, answered: rising(8)]), similar: {refused: sample(512, text(160)), answered: sample(2048, text(160))}}",
      "repeated-prompt sample(4096, [rows: rows, refused, answered, refusedThenAnswered: count, answers, sayings: rising(8), refusedIn, answeredIn: rising(4)] with refused + answered + refusedThenAnswered <= rows, 1 <= answers <= rows, sayings <= rows, refusedIn <= refused, answeredIn <= answered) with rows in all <= 1099511627776",
      "wrapped-prompt {rows: count, kept: sample(2048, [rows: rows, head, tail: text(320), system: text(480), before: text(320), refused: flag])} with kept <= rows",
      "refusal-inversion {preferences, inverted, flat, rows, anyFlat, harmful, declined, anyDeclined, upright, guarded: count, wordings: sample(1024, rows)} with preferences <= rows, inverted + upright <= preferences, guarded <= upright, flat <= inverted, harmful <= inverted, declined <= harmful, anyFlat <= 2 * rows, anyDeclined <= 2 * rows, wordings <= inverted",
    ]
  `);
});
