import { type Kernels, RMS_EPS } from './kernels.ts';

/**
 * The kernels in plain TypeScript over a Float32Array of `floats`: the reference, and the fallback where WebAssembly SIMD is
 * missing. Throws RangeError where that much memory is not to be had.
 */
export function plainKernels(floats: number): Kernels {
  const memory = new Float32Array(floats);

  const dot = (a: number, b: number, count: number) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += memory[a + i]! * memory[b + i]!;
    return sum;
  };

  /** out += scale·x */
  const addScaled = (out: number, x: number, scale: number, count: number) => {
    for (let i = 0; i < count; i++) memory[out + i]! += scale * memory[x + i]!;
  };

  /** x = softmax(x) in place; returns log Σ exp(x). */
  const softmax = (x: number, count: number) => {
    let greatest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) greatest = Math.max(greatest, memory[x + i]!);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const power = Math.exp(memory[x + i]! - greatest);
      memory[x + i] = power;
      sum += power;
    }
    for (let i = 0; i < count; i++) memory[x + i]! /= sum;
    return greatest + Math.log(sum);
  };

  return {
    name: 'plain',
    memory,

    matmul(out, a, b, rows, inner, cols) {
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < inner; k++) addScaled(out + i * cols, b + k * cols, memory[a + i * inner + k]!, cols);
      }
    },

    matmulTransposedA(out, a, b, rows, inner, cols) {
      for (let k = 0; k < inner; k++) {
        for (let i = 0; i < rows; i++) addScaled(out + i * cols, b + k * cols, memory[a + k * rows + i]!, cols);
      }
    },

    matmulTransposedB(out, a, b, rows, inner, cols) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) memory[out + i * cols + j]! += dot(a + i * inner, b + j * inner, inner);
      }
    },

    add(out, x, count) {
      for (let i = 0; i < count; i++) memory[out + i]! += memory[x + i]!;
    },

    relu(x, count) {
      for (let i = 0; i < count; i++) memory[x + i] = Math.max(0, memory[x + i]!);
    },

    reluBackward(dx, y, count) {
      for (let i = 0; i < count; i++) if (memory[y + i] === 0) memory[dx + i] = 0;
    },

    rmsnorm(y, r, x, rows, cols) {
      for (let i = 0; i < rows; i++) {
        const row = x + i * cols;
        const scale = 1 / Math.sqrt(dot(row, row, cols) / cols + RMS_EPS);
        memory[r + i] = scale;
        for (let j = 0; j < cols; j++) memory[y + i * cols + j] = memory[row + j]! * scale;
      }
    },

    rmsnormBackward(dx, dy, y, r, rows, cols) {
      for (let i = 0; i < rows; i++) {
        const row = i * cols;
        const scale = memory[r + i]!;
        const along = dot(dy + row, y + row, cols) / cols;
        addScaled(dx + row, dy + row, scale, cols);
        addScaled(dx + row, y + row, -scale * along, cols);
      }
    },

    attend(out, p, q, k, v, count, size, stride, slope) {
      const scale = 1 / Math.sqrt(size);
      for (let i = 0; i < count; i++) {
        memory[p + i] = dot(q, k + i * stride, size) * scale - slope * (count - 1 - i);
      }
      softmax(p, count);
      memory.fill(0, out, out + size);
      for (let i = 0; i < count; i++) addScaled(out, v + i * stride, memory[p + i]!, size);
    },

    attendBackward(dq, dk, dv, dout, p, q, k, v, count, size, stride) {
      const scale = 1 / Math.sqrt(size);
      // Σ p·dp equals dout·out, so one pass over v gives it before the scores' gradients are formed.
      let along = 0;
      for (let i = 0; i < count; i++) along += memory[p + i]! * dot(dout, v + i * stride, size);
      for (let i = 0; i < count; i++) {
        const share = memory[p + i]!;
        const score = share * (dot(dout, v + i * stride, size) - along) * scale;
        addScaled(dv + i * stride, dout, share, size);
        addScaled(dq, k + i * stride, score, size);
        addScaled(dk + i * stride, q, score, size);
      }
    },

    crossEntropy(x, count, target, scale) {
      const logit = memory[x + target]!;
      const loss = softmax(x, count) - logit;
      memory[x + target]! -= 1;
      for (let i = 0; i < count; i++) memory[x + i]! *= scale;
      return loss;
    },

    sumOfSquares(x, count) {
      return dot(x, x, count);
    },

    adam(x, g, m, v, count, { clip, beta1, beta2, rate, correction, eps }) {
      for (let i = 0; i < count; i++) {
        const gradient = memory[g + i]! * clip;
        const mean = beta1 * memory[m + i]! + (1 - beta1) * gradient;
        const square = beta2 * memory[v + i]! + (1 - beta2) * gradient * gradient;
        memory[m + i] = mean;
        memory[v + i] = square;
        memory[x + i]! -= (rate * mean) / (Math.sqrt(square) * correction + eps);
      }
    },
  };
}
