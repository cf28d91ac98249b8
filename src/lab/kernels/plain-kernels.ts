import { type Kernels, RMS_EPS } from './kernels.ts';

/**
 * The kernels in plain TypeScript over a Float32Array of `floats`: the reference, and the fallback if WebAssembly with
 * SIMD is missing. Throws RangeError if that much memory is not available.
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

  /** Four columns of b, one line per inner index, as doubles: converted once here rather than in every product. */
  let panel = new Float64Array(0);

  /**
   * out[rows × cols] += a·b. Element (i, k) of a is at a + i·aRow + k·aInner, element (k, j) of b at b + k·bInner +
   * j·bCol. A tile of two rows and four columns is summed in locals. Every sum is a double, in the order of k, inside
   * and outside tiles.
   */
  const product = (
    out: number,
    a: number,
    aRow: number,
    aInner: number,
    b: number,
    bInner: number,
    bCol: number,
    rows: number,
    inner: number,
    cols: number,
  ) => {
    const tiledRows = rows - (rows % 2);
    const tiledCols = tiledRows === 0 ? 0 : cols - (cols % 4);
    if (panel.length < 4 * inner) panel = new Float64Array(4 * inner);
    for (let j = 0; j < tiledCols; j += 4) {
      for (let k = 0; k < inner; k++) {
        for (let col = 0; col < 4; col++) panel[4 * k + col] = memory[b + k * bInner + (j + col) * bCol]!;
      }
      for (let i = 0; i < tiledRows; i += 2) {
        tile(out + i * cols + j, cols, a + i * aRow, aRow, aInner, inner);
      }
    }
    // The remainder that no tile covers: the last columns, and the last row.
    for (let i = 0; i < rows; i++) {
      for (let j = i < tiledRows ? tiledCols : 0; j < cols; j++) {
        let sum = 0;
        let x = a + i * aRow;
        let y = b + j * bCol;
        for (let k = 0; k < inner; k++) {
          sum += memory[x]! * memory[y]!;
          x += aInner;
          y += bInner;
        }
        memory[out + i * cols + j]! += sum;
      }
    }
  };

  const tile = (out: number, line: number, a: number, aRow: number, aInner: number, inner: number) => {
    let sum00 = 0;
    let sum01 = 0;
    let sum02 = 0;
    let sum03 = 0;
    let sum10 = 0;
    let sum11 = 0;
    let sum12 = 0;
    let sum13 = 0;
    let x = a;
    for (let y = 0; y < 4 * inner; y += 4) {
      const x0 = memory[x]!;
      const x1 = memory[x + aRow]!;
      const y0 = panel[y]!;
      const y1 = panel[y + 1]!;
      const y2 = panel[y + 2]!;
      const y3 = panel[y + 3]!;
      sum00 += x0 * y0;
      sum01 += x0 * y1;
      sum02 += x0 * y2;
      sum03 += x0 * y3;
      sum10 += x1 * y0;
      sum11 += x1 * y1;
      sum12 += x1 * y2;
      sum13 += x1 * y3;
      x += aInner;
    }
    memory[out]! += sum00;
    memory[out + 1]! += sum01;
    memory[out + 2]! += sum02;
    memory[out + 3]! += sum03;
    memory[out + line]! += sum10;
    memory[out + line + 1]! += sum11;
    memory[out + line + 2]! += sum12;
    memory[out + line + 3]! += sum13;
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
      product(out, a, inner, 1, b, cols, 1, rows, inner, cols);
    },

    matmulTransposedA(out, a, b, rows, inner, cols) {
      product(out, a, 1, rows, b, cols, 1, rows, inner, cols);
    },

    matmulTransposedB(out, a, b, rows, inner, cols) {
      product(out, a, inner, 1, b, 1, inner, rows, inner, cols);
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
      // Σ p·dp equals dout·out, so one pass over v yields it before the gradients of the scores are computed.
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
