// The kernels of src/lab/kernels/kernels.ts, which says what each one does, as a WebAssembly module with SIMD. Addresses,
// lengths and strides arrive in floats and become bytes here. `npm run kernels` builds src/lab/kernels/wasm-module.ts from
// this file with AssemblyScript.
//
// Only IEEE sums, products, quotients and roots are used, in a fixed order, and no relaxed SIMD: the same input gives the
// same bytes on every platform. The module has no data of its own but one panel, whose place the host names.

/** Natural logarithm: the one thing that the module asks of its host. */
@external('host', 'log')
declare function log(x: f64): f64;

const RMS_EPS: f32 = 1e-5;

// ---- Vectors of any length: four floats at a time, the last ones filled up.

/** Up to four floats: lanes past `left` are `fill`. */
@inline
function load4(at: usize, left: usize, fill: f32): v128 {
  return left >= 4 ? v128.load(at) : loadPart(at, left, fill);
}

function loadPart(at: usize, left: usize, fill: f32): v128 {
  let x = f32x4.replace_lane(f32x4.splat(fill), 0, load<f32>(at));
  if (left > 1) x = f32x4.replace_lane(x, 1, load<f32>(at, 4));
  if (left > 2) x = f32x4.replace_lane(x, 2, load<f32>(at, 8));
  return x;
}

@inline
function store4(at: usize, x: v128, left: usize): void {
  if (left >= 4) v128.store(at, x);
  else storePart(at, x, left);
}

function storePart(at: usize, x: v128, left: usize): void {
  store<f32>(at, f32x4.extract_lane(x, 0));
  if (left > 1) store<f32>(at, f32x4.extract_lane(x, 1), 4);
  if (left > 2) store<f32>(at, f32x4.extract_lane(x, 2), 8);
}

@inline
function sum4(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

@inline
function dot(a: usize, b: usize, count: usize): f32 {
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < count; i += 4) {
    const at = i << 2;
    sum = f32x4.add(sum, f32x4.mul(load4(a + at, count - i, 0), load4(b + at, count - i, 0)));
  }
  return sum4(sum);
}

/** out += scale·x */
@inline
function addScaled(out: usize, x: usize, scale: f32, count: usize): void {
  const factor = f32x4.splat(scale);
  for (let i: usize = 0; i < count; i += 4) {
    const at = i << 2;
    const left = count - i;
    store4(out + at, f32x4.add(load4(out + at, left, 0), f32x4.mul(factor, load4(x + at, left, 0))), left);
  }
}

@inline
function scaleBy(x: usize, scale: f32, count: usize): void {
  const factor = f32x4.splat(scale);
  for (let i: usize = 0; i < count; i += 4) {
    const at = x + (i << 2);
    store4(at, f32x4.mul(factor, load4(at, count - i, 0)), count - i);
  }
}

// ---- Matrix products. All three are one: eight columns of b are packed into a panel, line after line, and a tile of
// the result (four rows, those eight columns) stays in registers while the inner dimension is passed.

/** A place for one panel, behind the memory that the caller uses. */
@external('host', 'panel')
declare const panel: usize;

const PANEL_COLS: usize = 8;
/** The inner dimension is passed in pieces of so many lines. */
const PANEL_LINES: usize = 256;

export function matmul(out: usize, a: usize, b: usize, rows: usize, inner: usize, cols: usize): void {
  product(out << 2, a << 2, inner << 2, 4, b << 2, cols << 2, 4, rows, inner, cols);
}

export function matmulTransposedA(out: usize, a: usize, b: usize, rows: usize, inner: usize, cols: usize): void {
  product(out << 2, a << 2, 4, rows << 2, b << 2, cols << 2, 4, rows, inner, cols);
}

export function matmulTransposedB(out: usize, a: usize, b: usize, rows: usize, inner: usize, cols: usize): void {
  product(out << 2, a << 2, inner << 2, 4, b << 2, 4, inner << 2, rows, inner, cols);
}

/**
 * out[rows × cols] += a·b. Element (i, k) of a stands at a + i·aRow + k·aInner, element (k, j) of b at
 * b + k·bInner + j·bCol, all in bytes.
 */
function product(
  out: usize,
  a: usize,
  aRow: usize,
  aInner: usize,
  b: usize,
  bInner: usize,
  bCol: usize,
  rows: usize,
  inner: usize,
  cols: usize,
): void {
  const line = cols << 2;
  const tiledRows = rows & ~3;
  const tiledCols = cols & ~7;
  for (let k: usize = 0; k < inner; k += PANEL_LINES) {
    const lines = min<usize>(inner - k, PANEL_LINES);
    for (let j: usize = 0; j < tiledCols && tiledRows > 0; j += PANEL_COLS) {
      pack(b + k * bInner + j * bCol, bInner, bCol, lines);
      for (let i: usize = 0; i < tiledRows; i += 4) {
        tile(out + i * line + (j << 2), line, a + i * aRow + k * aInner, aRow, aInner, lines);
      }
    }
  }
  // What no tile covers: the last columns, and the last rows.
  for (let i: usize = 0; i < rows; i++) {
    const j = i < tiledRows ? tiledCols : 0;
    rowProduct(out + i * line + (j << 2), a + i * aRow, aInner, b + j * bCol, bInner, bCol, inner, cols - j);
  }
}

function pack(b: usize, bInner: usize, bCol: usize, lines: usize): void {
  let to = panel;
  for (let k: usize = 0; k < lines; k++) {
    let from = b;
    for (let j: usize = 0; j < PANEL_COLS; j++) {
      store<f32>(to, load<f32>(from));
      to += 4;
      from += bCol;
    }
    b += bInner;
  }
}

@inline
function tile(out: usize, line: usize, a: usize, aRow: usize, aInner: usize, lines: usize): void {
  const out1 = out + line;
  const out2 = out1 + line;
  const out3 = out2 + line;
  const aRow2 = aRow * 2;
  const aRow3 = aRow * 3;
  let c00 = v128.load(out);
  let c01 = v128.load(out, 16);
  let c10 = v128.load(out1);
  let c11 = v128.load(out1, 16);
  let c20 = v128.load(out2);
  let c21 = v128.load(out2, 16);
  let c30 = v128.load(out3);
  let c31 = v128.load(out3, 16);
  let b = panel;
  for (const end = panel + (lines << 5); b < end; b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load32_splat(a + aRow);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load32_splat(a + aRow2);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load32_splat(a + aRow3);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a += aInner;
  }
  v128.store(out, c00);
  v128.store(out, c01, 16);
  v128.store(out1, c10);
  v128.store(out1, c11, 16);
  v128.store(out2, c20);
  v128.store(out2, c21, 16);
  v128.store(out3, c30);
  v128.store(out3, c31, 16);
}

/** One row of a product. Where b's columns lie side by side, sums run in the same order as in a tile. */
function rowProduct(
  out: usize,
  a: usize,
  aInner: usize,
  b: usize,
  bInner: usize,
  bCol: usize,
  inner: usize,
  cols: usize,
): void {
  if (bCol !== 4) {
    for (let j: usize = 0; j < cols; j++) {
      store<f32>(out + (j << 2), load<f32>(out + (j << 2)) + dot(a, b + j * bCol, inner));
    }
    return;
  }
  let j: usize = 0;
  for (; j + 16 <= cols; j += 16) rowTile(out + (j << 2), a, aInner, b + (j << 2), bInner, inner);
  for (; j < cols; j += 4) {
    const left = cols - j;
    let sum = load4(out + (j << 2), left, 0);
    for (let k: usize = 0; k < inner; k++) {
      const x = v128.load32_splat(a + k * aInner);
      sum = f32x4.add(sum, f32x4.mul(x, load4(b + k * bInner + (j << 2), left, 0)));
    }
    store4(out + (j << 2), sum, left);
  }
}

/** Sixteen columns of one row: as many sums as hide the latency of an addition. */
@inline
function rowTile(out: usize, a: usize, aInner: usize, b: usize, bInner: usize, inner: usize): void {
  let c0 = v128.load(out);
  let c1 = v128.load(out, 16);
  let c2 = v128.load(out, 32);
  let c3 = v128.load(out, 48);
  for (let k: usize = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(b, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(b, 48)));
    a += aInner;
    b += bInner;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
}

// ---- Element by element

export function add(out: usize, x: usize, count: usize): void {
  addScaled(out << 2, x << 2, 1, count);
}

export function relu(x: usize, count: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < count; i += 4) {
    const at = (x + i) << 2;
    store4(at, f32x4.max(load4(at, count - i, 0), zero), count - i);
  }
}

export function reluBackward(dx: usize, y: usize, count: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < count; i += 4) {
    const at = (dx + i) << 2;
    const left = count - i;
    const dead = f32x4.eq(load4((y + i) << 2, left, 0), zero);
    store4(at, v128.andnot(load4(at, left, 0), dead), left);
  }
}

// ---- RMSNorm

export function rmsnorm(y: usize, r: usize, x: usize, rows: usize, cols: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    const from = (x + i * cols) << 2;
    const to = (y + i * cols) << 2;
    const scale = <f32>1 / sqrt<f32>(dot(from, from, cols) / <f32>cols + RMS_EPS);
    store<f32>((r + i) << 2, scale);
    memory.copy(to, from, cols << 2);
    scaleBy(to, scale, cols);
  }
}

export function rmsnormBackward(dx: usize, dy: usize, y: usize, r: usize, rows: usize, cols: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    const row = i * cols;
    const scale = load<f32>((r + i) << 2);
    const along = dot((dy + row) << 2, (y + row) << 2, cols) / <f32>cols;
    addScaled((dx + row) << 2, (dy + row) << 2, scale, cols);
    addScaled((dx + row) << 2, (y + row) << 2, -scale * along, cols);
  }
}

// ---- Softmax, attention, loss

/** What stands in lanes that hold nothing: its exponential is nothing beside any other. */
const NOTHING: f32 = -1e30;
/** The exponential of less is no normal float; nothing is lost by stopping here. */
const LEAST_EXPONENT: f32 = -87;

/** e^x for x <= 0 (Cephes expf, S. Moshier): 2^n · e^r with |r| <= ln 2 / 2, e^r by a polynomial. Error about 1 ulp. */
@inline
function exp4(x: v128): v128 {
  x = f32x4.max(x, f32x4.splat(LEAST_EXPONENT));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  // ln 2 in two parts, the first of which times n is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.mul(f32x4.mul(p, r), r), f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

@inline
function greatestOf(x: usize, count: usize): f32 {
  let greatest = f32x4.splat(NOTHING);
  for (let i: usize = 0; i < count; i += 4) greatest = f32x4.max(greatest, load4(x + (i << 2), count - i, NOTHING));
  return max<f32>(
    max<f32>(f32x4.extract_lane(greatest, 0), f32x4.extract_lane(greatest, 1)),
    max<f32>(f32x4.extract_lane(greatest, 2), f32x4.extract_lane(greatest, 3)),
  );
}

/** x = softmax(x) in place; returns Σ exp(x − greatest). */
@inline
function softmax(x: usize, count: usize, greatest: f32): f32 {
  let sums = f32x4.splat(0);
  for (let i: usize = 0; i < count; i += 4) {
    const at = x + (i << 2);
    const power = exp4(f32x4.sub(load4(at, count - i, NOTHING), f32x4.splat(greatest)));
    store4(at, power, count - i);
    sums = f32x4.add(sums, power);
  }
  const sum = sum4(sums);
  scaleBy(x, <f32>1 / sum, count);
  return sum;
}

export function attend(
  out: usize,
  p: usize,
  q: usize,
  k: usize,
  v: usize,
  count: usize,
  size: usize,
  stride: usize,
  slope: f32,
): void {
  out <<= 2;
  p <<= 2;
  q <<= 2;
  k <<= 2;
  v <<= 2;
  stride <<= 2;
  const scale = <f32>1 / sqrt<f32>(<f32>size);
  for (let i: usize = 0; i < count; i++) {
    store<f32>(p + (i << 2), dot(q, k + i * stride, size) * scale - slope * <f32>(count - 1 - i));
  }
  softmax(p, count, greatestOf(p, count));
  memory.fill(out, 0, size << 2);
  rowProduct(out, p, 4, v, stride, 4, count, size);
}

export function attendBackward(
  dq: usize,
  dk: usize,
  dv: usize,
  dout: usize,
  p: usize,
  q: usize,
  k: usize,
  v: usize,
  count: usize,
  size: usize,
  stride: usize,
): void {
  dq <<= 2;
  dk <<= 2;
  dv <<= 2;
  dout <<= 2;
  p <<= 2;
  q <<= 2;
  k <<= 2;
  v <<= 2;
  stride <<= 2;
  const scale = <f32>1 / sqrt<f32>(<f32>size);
  let along: f32 = 0;
  for (let i: usize = 0; i < count; i++) along += load<f32>(p + (i << 2)) * dot(dout, v + i * stride, size);
  for (let i: usize = 0; i < count; i++) {
    const row = i * stride;
    const share = load<f32>(p + (i << 2));
    const score = share * (dot(dout, v + row, size) - along) * scale;
    addScaled(dv + row, dout, share, size);
    addScaled(dk + row, q, score, size);
    store<f32>(p + (i << 2), score);
  }
  rowProduct(dq, p, 4, k, stride, 4, count, size);
}

export function crossEntropy(x: usize, count: usize, target: usize, scale: f32): f64 {
  x <<= 2;
  const hit = x + (target << 2);
  const logit = load<f32>(hit);
  const greatest = greatestOf(x, count);
  const sum = softmax(x, count, greatest);
  store<f32>(hit, load<f32>(hit) - 1);
  scaleBy(x, scale, count);
  return log(<f64>sum) + <f64>greatest - <f64>logit;
}

// ---- Adam

export function sumOfSquares(x: usize, count: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < count; i += 4) {
    const four = load4((x + i) << 2, count - i, 0);
    const low = f64x2.promote_low_f32x4(four);
    const high = f64x2.promote_low_f32x4(i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
    sum = f64x2.add(sum, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

export function adam(
  x: usize,
  g: usize,
  m: usize,
  v: usize,
  count: usize,
  clip: f32,
  beta1: f32,
  beta2: f32,
  rate: f32,
  correction: f32,
  eps: f32,
): void {
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    const gradient = f32x4.mul(load4((g + i) << 2, left, 0), f32x4.splat(clip));
    const mean = f32x4.add(
      f32x4.mul(f32x4.splat(beta1), load4((m + i) << 2, left, 0)),
      f32x4.mul(f32x4.splat(1 - beta1), gradient),
    );
    const square = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), load4((v + i) << 2, left, 0)),
      f32x4.mul(f32x4.splat(1 - beta2), f32x4.mul(gradient, gradient)),
    );
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(square), f32x4.splat(correction)), f32x4.splat(eps));
    const move = f32x4.div(f32x4.mul(f32x4.splat(rate), mean), root);
    store4((m + i) << 2, mean, left);
    store4((v + i) << 2, square, left);
    store4((x + i) << 2, f32x4.sub(load4((x + i) << 2, left, 0), move), left);
  }
}
