// The kernels of src/lab/kernels/kernels.ts, which says what each one does, as a WebAssembly module with SIMD (AssemblyScript).
// Addresses, lengths and strides arrive in floats and become bytes here. `npm run kernels` builds
// src/lab/kernels/wasm-module.ts from this file.
//
// Only IEEE additions, products, quotients and roots are used, in a fixed order, and no relaxed SIMD: the same input gives the
// same bytes on every platform. The memory holds nothing but what the caller puts there.

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

// ---- Matrix products. A tile of the result stays in registers while the inner dimension is passed.

/** Columns of a tile of four rows: eight registers of sums, two of b, one of a. */
const TILE_COLS: usize = 8;
/** Columns of a tile of one row: as many sums as hide the latency of an addition. */
const ROW_TILE_COLS: usize = 32;

/** out[rows × cols] += a·b, where a's element (i, k) stands at a + i·rowStride + k·innerStride, all strides in bytes. */
@inline
function product(
  out: usize,
  a: usize,
  rowStride: usize,
  innerStride: usize,
  b: usize,
  rows: usize,
  inner: usize,
  cols: usize,
): void {
  const line = cols << 2;
  const tiledRows = rows & ~3;
  const tiledCols = cols - (cols % TILE_COLS);
  for (let j: usize = 0; j < tiledCols; j += TILE_COLS) {
    for (let i: usize = 0; i < tiledRows; i += 4) {
      tile4(out + i * line + (j << 2), a + i * rowStride, rowStride, innerStride, b + (j << 2), line, inner);
    }
  }
  for (let i: usize = 0; i < rows; i++) {
    rowProduct(
      out + i * line,
      a + i * rowStride,
      innerStride,
      b,
      line,
      inner,
      i < tiledRows ? tiledCols : <usize>0,
      cols,
    );
  }
}

@inline
function tile4(out: usize, a: usize, rowStride: usize, innerStride: usize, b: usize, line: usize, inner: usize): void {
  const out1 = out + line;
  const out2 = out1 + line;
  const out3 = out2 + line;
  let c00 = v128.load(out);
  let c01 = v128.load(out, 16);
  let c10 = v128.load(out1);
  let c11 = v128.load(out1, 16);
  let c20 = v128.load(out2);
  let c21 = v128.load(out2, 16);
  let c30 = v128.load(out3);
  let c31 = v128.load(out3, 16);
  const rowStride2 = rowStride * 2;
  const rowStride3 = rowStride * 3;
  for (let k: usize = 0; k < inner; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load32_splat(a + rowStride);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load32_splat(a + rowStride2);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load32_splat(a + rowStride3);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a += innerStride;
    b += line;
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

/** One row of a product, from column j on. Sums run in the same order as in a tile, so that a row does not depend on its place. */
function rowProduct(out: usize, a: usize, innerStride: usize, b: usize, line: usize, inner: usize, j: usize, cols: usize): void {
  for (; j + ROW_TILE_COLS <= cols; j += ROW_TILE_COLS) {
    tile1(out + (j << 2), a, innerStride, b + (j << 2), line, inner);
  }
  for (; j < cols; j += 4) {
    const left = cols - j;
    let sum = load4(out + (j << 2), left, 0);
    let x = a;
    let y = b + (j << 2);
    for (let k: usize = 0; k < inner; k++) {
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(x), load4(y, left, 0)));
      x += innerStride;
      y += line;
    }
    store4(out + (j << 2), sum, left);
  }
}

@inline
function tile1(out: usize, a: usize, innerStride: usize, b: usize, line: usize, inner: usize): void {
  let c0 = v128.load(out);
  let c1 = v128.load(out, 16);
  let c2 = v128.load(out, 32);
  let c3 = v128.load(out, 48);
  let c4 = v128.load(out, 64);
  let c5 = v128.load(out, 80);
  let c6 = v128.load(out, 96);
  let c7 = v128.load(out, 112);
  for (let k: usize = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(b, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(b, 48)));
    c4 = f32x4.add(c4, f32x4.mul(x, v128.load(b, 64)));
    c5 = f32x4.add(c5, f32x4.mul(x, v128.load(b, 80)));
    c6 = f32x4.add(c6, f32x4.mul(x, v128.load(b, 96)));
    c7 = f32x4.add(c7, f32x4.mul(x, v128.load(b, 112)));
    a += innerStride;
    b += line;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
  v128.store(out, c5, 80);
  v128.store(out, c6, 96);
  v128.store(out, c7, 112);
}

export function matmul(out: usize, a: usize, b: usize, rows: usize, inner: usize, cols: usize): void {
  product(out << 2, a << 2, inner << 2, 4, b << 2, rows, inner, cols);
}

/** Rows of b that stay in the cache while all rows of the result are visited. */
const INNER_BLOCK: usize = 64;

export function matmulTransposedA(out: usize, a: usize, b: usize, rows: usize, inner: usize, cols: usize): void {
  for (let k: usize = 0; k < inner; k += INNER_BLOCK) {
    const left = inner - k;
    product(
      out << 2,
      (a + k * rows) << 2,
      4,
      rows << 2,
      (b + k * cols) << 2,
      rows,
      left < INNER_BLOCK ? left : INNER_BLOCK,
      cols,
    );
  }
}

export function matmulTransposedB(out: usize, a: usize, b: usize, rows: usize, inner: usize, cols: usize): void {
  out <<= 2;
  a <<= 2;
  b <<= 2;
  const line = inner << 2;
  const tiledRows = rows & ~3;
  const tiledCols = cols & ~1;
  for (let i: usize = 0; i < tiledRows; i += 4) {
    for (let j: usize = 0; j < tiledCols; j += 2) {
      dotTile(out + ((i * cols + j) << 2), cols << 2, a + i * line, b + j * line, line, inner);
    }
  }
  for (let i: usize = 0; i < rows; i++) {
    for (let j = i < tiledRows ? tiledCols : <usize>0; j < cols; j++) {
      const at = out + ((i * cols + j) << 2);
      store<f32>(at, load<f32>(at) + dot(a + i * line, b + j * line, inner));
    }
  }
}

/** Four rows of a against two of b. */
@inline
function dotTile(out: usize, outLine: usize, a: usize, b: usize, line: usize, inner: usize): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  const line2 = line * 2;
  const line3 = line * 3;
  for (let k: usize = 0; k < inner; k += 4) {
    const left = inner - k;
    const b0 = load4(b, left, 0);
    const b1 = load4(b + line, left, 0);
    let x = load4(a, left, 0);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = load4(a + line, left, 0);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = load4(a + line2, left, 0);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = load4(a + line3, left, 0);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a += 16;
    b += 16;
  }
  addPair(out, c00, c01);
  addPair(out + outLine, c10, c11);
  addPair(out + outLine * 2, c20, c21);
  addPair(out + outLine * 3, c30, c31);
}

@inline
function addPair(out: usize, left: v128, right: v128): void {
  store<f32>(out, load<f32>(out) + sum4(left));
  store<f32>(out, load<f32>(out, 4) + sum4(right), 4);
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

/** e^x for x <= 0 (Cephes expf, S. Moshier): e^x = 2^n · e^r with |r| <= ln 2 / 2, e^r by a polynomial. Error about 1 ulp. */
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

/** x = softmax(x) in place; returns log Σ exp(x). */
function softmax(x: usize, count: usize): f64 {
  let greatest4 = f32x4.splat(NOTHING);
  for (let i: usize = 0; i < count; i += 4) greatest4 = f32x4.max(greatest4, load4(x + (i << 2), count - i, NOTHING));
  const greatest = max<f32>(
    max<f32>(f32x4.extract_lane(greatest4, 0), f32x4.extract_lane(greatest4, 1)),
    max<f32>(f32x4.extract_lane(greatest4, 2), f32x4.extract_lane(greatest4, 3)),
  );
  let sum4s = f32x4.splat(0);
  for (let i: usize = 0; i < count; i += 4) {
    const at = x + (i << 2);
    const power = exp4(f32x4.sub(load4(at, count - i, NOTHING), f32x4.splat(greatest)));
    store4(at, power, count - i);
    sum4s = f32x4.add(sum4s, power);
  }
  const sum = sum4(sum4s);
  scaleBy(x, <f32>1 / sum, count);
  return <f64>greatest + log(<f64>sum);
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
  const scale = <f32>1 / sqrt<f32>(<f32>size);
  for (let i: usize = 0; i < count; i++) {
    const score = dot(q << 2, (k + i * stride) << 2, size) * scale - slope * <f32>(count - 1 - i);
    store<f32>((p + i) << 2, score);
  }
  softmax(p << 2, count);
  memory.fill(out << 2, 0, size << 2);
  for (let i: usize = 0; i < count; i++) addScaled(out << 2, (v + i * stride) << 2, load<f32>((p + i) << 2), size);
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
  const scale = <f32>1 / sqrt<f32>(<f32>size);
  let along: f32 = 0;
  for (let i: usize = 0; i < count; i++) along += load<f32>((p + i) << 2) * dot(dout << 2, (v + i * stride) << 2, size);
  for (let i: usize = 0; i < count; i++) {
    const share = load<f32>((p + i) << 2);
    const score = share * (dot(dout << 2, (v + i * stride) << 2, size) - along) * scale;
    addScaled((dv + i * stride) << 2, dout << 2, share, size);
    addScaled(dq << 2, (k + i * stride) << 2, score, size);
    addScaled((dk + i * stride) << 2, q << 2, score, size);
  }
}

export function crossEntropy(x: usize, count: usize, target: usize, scale: f32): f64 {
  const hit = (x + target) << 2;
  const logit = load<f32>(hit);
  const loss = softmax(x << 2, count) - <f64>logit;
  store<f32>(hit, load<f32>(hit) - 1);
  scaleBy(x << 2, scale, count);
  return loss;
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
    const at = i;
    const gradient = f32x4.mul(load4((g + at) << 2, left, 0), f32x4.splat(clip));
    const mean = f32x4.add(
      f32x4.mul(f32x4.splat(beta1), load4((m + at) << 2, left, 0)),
      f32x4.mul(f32x4.splat(1 - beta1), gradient),
    );
    const square = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), load4((v + at) << 2, left, 0)),
      f32x4.mul(f32x4.splat(1 - beta2), f32x4.mul(gradient, gradient)),
    );
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(square), f32x4.splat(correction)), f32x4.splat(eps));
    const move = f32x4.div(f32x4.mul(f32x4.splat(rate), mean), root);
    store4((m + at) << 2, mean, left);
    store4((v + at) << 2, square, left);
    store4((x + at) << 2, f32x4.sub(load4((x + at) << 2, left, 0), move), left);
  }
}
