import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import { createKernels } from './create-kernels.ts';
import type { AdamStep, Address, Kernels } from './kernels.ts';

/** Room for the largest region of a case. */
const ROOM = 2000;
const plain = createKernels('plain', 12 * ROOM);
const wasm = createKernels('wasm', 12 * ROOM);
const ADAM: AdamStep = { clip: 0.5, beta1: 0.9, beta2: 0.98, rate: 0.01, correction: 1.3, eps: 1e-6 };

/** The regions that a call writes; everything else must stay unchanged. */
type Regions = readonly { at: Address; floats: number }[];

interface Shape {
  rows: number;
  inner: number;
  cols: number;
  head: number;
}

interface Case {
  name: string;
  /** Returns a number if the kernel does. */
  call(kernels: Kernels, shape: Shape): unknown;
  writes(shape: Shape): Regions;
  /** Regions whose content is undefined afterwards. */
  scratch?(shape: Shape): Regions;
}

const region = (index: number): Address => index * ROOM;
const R0 = region(0);
const R1 = region(1);
const R2 = region(2);
const R3 = region(3);
const R4 = region(4);
const R5 = region(5);
const R6 = region(6);

/** Rows of keys lie three heads apart, as in queries, keys and values side by side. */
const spread = ({ rows, head }: Shape, from: number): Regions =>
  Array.from({ length: rows }, (_, i) => ({ at: from + i * 3 * head, floats: head }));

const CASES: Case[] = [
  {
    name: 'matmul',
    call: (k, { rows, inner, cols }) => k.matmul(R0, R1, R2, rows, inner, cols),
    writes: ({ rows, cols }) => [{ at: R0, floats: rows * cols }],
  },
  {
    name: 'matmulTransposedA',
    call: (k, { rows, inner, cols }) => k.matmulTransposedA(R0, R1, R2, rows, inner, cols),
    writes: ({ rows, cols }) => [{ at: R0, floats: rows * cols }],
  },
  {
    name: 'matmulTransposedB',
    call: (k, { rows, inner, cols }) => k.matmulTransposedB(R0, R1, R2, rows, inner, cols),
    writes: ({ rows, cols }) => [{ at: R0, floats: rows * cols }],
  },
  { name: 'add', call: (k, { cols }) => k.add(R0, R1, cols), writes: ({ cols }) => [{ at: R0, floats: cols }] },
  { name: 'relu', call: (k, { cols }) => k.relu(R0, cols), writes: ({ cols }) => [{ at: R0, floats: cols }] },
  {
    name: 'reluBackward',
    call: (k, { cols }) => {
      k.relu(R1, cols);
      k.reluBackward(R0, R1, cols);
    },
    writes: ({ cols }) => [R0, R1].map((at) => ({ at, floats: cols })),
  },
  {
    name: 'rmsnorm',
    call: (k, { rows, cols }) => k.rmsnorm(R0, R1, R2, rows, cols),
    writes: ({ rows, cols }) => [
      { at: R0, floats: rows * cols },
      { at: R1, floats: rows },
    ],
  },
  {
    name: 'rmsnormBackward',
    call: (k, { rows, cols }) => k.rmsnormBackward(R0, R1, R2, R3, rows, cols),
    writes: ({ rows, cols }) => [{ at: R0, floats: rows * cols }],
  },
  {
    name: 'attend',
    call: (k, { rows, head }) => k.attend(R0, R1, R2, R3, R3 + head, rows, head, 3 * head, 0.3),
    writes: ({ rows, head }) => [
      { at: R0, floats: head },
      { at: R1, floats: rows },
    ],
  },
  {
    name: 'attendBackward',
    call: (k, { rows, head }) => k.attendBackward(R0, R1, R2, R3, R4, R5, R6, R6 + head, rows, head, 3 * head),
    writes: (shape) => [{ at: R0, floats: shape.head }, ...spread(shape, R1), ...spread(shape, R2)],
    scratch: ({ rows }) => [{ at: R4, floats: rows }],
  },
  {
    name: 'crossEntropy',
    call: (k, { cols }) => k.crossEntropy(R0, cols, cols - 1, 0.7),
    writes: ({ cols }) => [{ at: R0, floats: cols }],
  },
  { name: 'sumOfSquares', call: (k, { cols }) => k.sumOfSquares(R0, cols), writes: () => [] },
  {
    name: 'adam',
    call: (k, { cols }) => {
      // The mean of squares is never below zero.
      k.memory.subarray(R3, R3 + cols).forEach((value, i, squares) => {
        squares[i] = Math.abs(value);
      });
      k.adam(R0, R1, R2, R3, cols, ADAM);
    },
    writes: ({ cols }) => [R0, R2, R3].map((at) => ({ at, floats: cols })),
  },
];

const shape = fc.record({
  rows: fc.integer({ min: 1, max: 21 }),
  inner: fc.integer({ min: 1, max: 37 }),
  cols: fc.integer({ min: 1, max: 45 }),
  head: fc.integer({ min: 1, max: 21 }),
});

/** Fills the whole memory with numbers in [-1, 1). */
function fill(kernels: Kernels, seed: number): void {
  const random = seededRandom(seed);
  for (let i = 0; i < kernels.memory.length; i++) kernels.memory[i] = 2 * random() - 1;
}

describe('WebAssembly and plain kernels agree to 1e-6, and write nothing else', () => {
  test.each(CASES)('$name', ({ call, writes, scratch }) => {
    fc.assert(
      fc.property(shape, fc.integer(), (size, seed) => {
        fill(plain, seed);
        fill(wasm, seed);
        const before = plain.memory.slice();
        const expected = Number(call(plain, size) ?? 0);
        const returned = Number(call(wasm, size) ?? 0);
        expect(Math.abs(returned - expected)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(expected)));
        for (const { at, floats } of writes(size)) {
          const [a, b] = [plain, wasm].map((kernels) => kernels.memory.subarray(at, at + floats));
          const error = Math.hypot(...a!.map((value, i) => value - b![i]!));
          expect(error).toBeLessThanOrEqual(1e-6 * (1 + Math.hypot(...a!)));
        }
        for (const { at, floats } of [...writes(size), ...(scratch?.(size) ?? [])]) {
          for (const kernels of [plain, wasm]) kernels.memory.set(before.subarray(at, at + floats), at);
        }
        for (const kernels of [plain, wasm]) expect(Buffer.compare(bytes(kernels.memory), bytes(before))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

const bytes = (floats: Float32Array) => Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength);

describe.each([plain, wasm])('$name kernels do what they say', (kernels) => {
  const { memory } = kernels;
  const at = (index: number, ...values: number[]) => memory.set(values, region(index));
  const read = (index: number, count: number) => [...memory.subarray(region(index), region(index) + count)];

  test('the three products are the definition, whatever the sizes, and add', () => {
    const forms = {
      matmul: (i: number, k: number, { inner }: Shape) => i * inner + k,
      matmulTransposedA: (i: number, k: number, { rows }: Shape) => k * rows + i,
      matmulTransposedB: (i: number, k: number, { inner }: Shape) => i * inner + k,
    };
    fc.assert(
      fc.property(shape, fc.integer(), fc.constantFrom(...Object.keys(forms)), (size, seed, name) => {
        const form = name as keyof typeof forms;
        const { rows, inner, cols } = size;
        fill(kernels, seed);
        const before = memory.slice();
        kernels[form](R0, R1, R2, rows, inner, cols);
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < cols; j++) {
            let sum = before[R0 + i * cols + j]!;
            for (let k = 0; k < inner; k++) {
              const b = form === 'matmulTransposedB' ? j * inner + k : k * cols + j;
              sum += before[R1 + forms[form](i, k, size)]! * before[R2 + b]!;
            }
            expect(Math.abs(memory[R0 + i * cols + j]! - sum)).toBeLessThan(1e-5);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a product passes an inner dimension longer than a panel', () => {
    memory.fill(1);
    kernels.matmul(R0, R1, R3, 4, 300, 8);
    expect(read(0, 33)).toEqual([...Array(32).fill(301), 1]);
  });

  test('a row of matmul is the same bytes however many rows it is computed with', () => {
    fc.assert(
      fc.property(shape, fc.integer(), ({ rows, inner, cols }, seed) => {
        fill(kernels, seed);
        memory.copyWithin(R3, R0, R0 + rows * cols);
        kernels.matmul(R0, R1, R2, rows, inner, cols);
        for (let i = 0; i < rows; i++) kernels.matmul(R3 + i * cols, R1 + i * inner, R2, 1, inner, cols);
        expect(read(3, rows * cols)).toEqual(read(0, rows * cols));
      }),
      { numRuns: 50 },
    );
  });

  test('rmsnorm makes the mean square one, and leaves zeros zero', () => {
    at(1, 3, -4, 5, 0, 0, 0);
    kernels.rmsnorm(R0, R2, R1, 2, 3);
    const [a, b, c, ...zeros] = read(0, 6);
    expect((a! ** 2 + b! ** 2 + c! ** 2) / 3).toBeCloseTo(1, 5);
    expect(a! / b!).toBeCloseTo(-3 / 4, 6);
    expect(zeros).toEqual([0, 0, 0]);
    expect(read(2, 1)[0]).toBeCloseTo(1 / Math.sqrt(50 / 3), 6);
  });

  test('attend prefers the likely and the near, and takes the mean of equals', () => {
    at(2, 0, 0);
    at(3, 1, 2, 3, 4, 5, 6);
    kernels.attend(R0, R1, R2, R3, R3, 3, 2, 2, 0);
    expect(read(0, 2).map((value) => Math.fround(value))).toEqual([3, 4]);
    kernels.attend(R0, R1, R2, R3, R3, 3, 2, 2, Math.LN2);
    expect(read(1, 3).map((p) => p * 7)).toEqual([1, 2, 4].map((p) => expect.closeTo(p, 5)));
    // Far beyond the range of a 32-bit exponential.
    kernels.attend(R0, R1, R2, R3, R3, 3, 2, 2, 500);
    expect(read(0, 2)).toEqual([5, 6]);
  });

  test('crossEntropy is the loss and its gradient, also where exponentials would overflow', () => {
    at(0, Math.log(1), Math.log(2), Math.log(5));
    expect(kernels.crossEntropy(R0, 3, 1, 2)).toBeCloseTo(Math.log(4), 6);
    expect(read(0, 3)).toEqual([2 / 8, 2 * (2 / 8 - 1), 10 / 8].map((value) => expect.closeTo(value, 6)));
    at(0, 1000, -1000);
    expect(kernels.crossEntropy(R0, 2, 1, 1)).toBeCloseTo(2000, 3);
    expect(read(0, 2)).toEqual([1, -1]);
  });

  test('adam is the algorithm of the paper', () => {
    const { clip, beta1, beta2, rate, correction, eps } = ADAM;
    at(0, 1);
    at(1, 0.4);
    at(2, 0.1);
    at(3, 0.2);
    kernels.adam(R0, R1, R2, R3, 1, ADAM);
    const mean = beta1 * 0.1 + (1 - beta1) * 0.4 * clip;
    const square = beta2 * 0.2 + (1 - beta2) * (0.4 * clip) ** 2;
    expect(read(2, 1)[0]).toBeCloseTo(mean, 6);
    expect(read(3, 1)[0]).toBeCloseTo(square, 6);
    expect(read(0, 1)[0]).toBeCloseTo(1 - (rate * mean) / (Math.sqrt(square) * correction + eps), 6);
  });
});

test('memory is as large as was asked for, and zero at first', () => {
  for (const name of ['plain', 'wasm'] as const) {
    const { memory } = createKernels(name, 1001);
    expect(memory).toEqual(new Float32Array(1001));
  }
});
