// The network of src/reader/network as a WebAssembly module with SIMD: bags of features, and the products of the layers.
// `npm run kernels` builds src/reader/network/kernel/wasm-module.ts from this file with AssemblyScript.
//
// Every sum is made in the order of src/reader/network/layers.ts and bag.ts, and no relaxed SIMD is used: so the result is
// the same number to the last bit. Addresses are in bytes. The module has no data of its own.

/** A slot of the table of features: its hash, the bag that held it last (0: a slot that is free), 24 signed bytes. */
const SLOT: usize = 32;
const FILTER_SHIFT: u32 = 13;
/** So many rows of bytes fit into sums of 16 bits. */
const ROWS_OF_16_BITS: i32 = 256;

@inline
function widened(sums: v128, part: v128, low: bool): v128 {
  return i32x4.add(sums, low ? i32x4.extend_low_i16x8_s(part) : i32x4.extend_high_i16x8_s(part));
}

/**
 * The sum of the rows of `count` features at `features`, repeats once, times `scale` over the square root of their number
 * (at least `least`); its first `size` numbers go to `into`. `number`: tells this bag from those before it.
 */
export function bag(
  features: usize, count: i32, table: usize, mask: u32, filter: usize, number: i32,
  size: i32, scale: f64, least: f64, into: usize,
): void {
  let a = i16x8.splat(0);
  let b = i16x8.splat(0);
  let c = i16x8.splat(0);
  let s0 = i32x4.splat(0);
  let s1 = i32x4.splat(0);
  let s2 = i32x4.splat(0);
  let s3 = i32x4.splat(0);
  let s4 = i32x4.splat(0);
  let s5 = i32x4.splat(0);
  let known = 0;
  for (let n = 0; n < count; n += 1) {
    const hash = load<u32>(features + ((<usize>n) << 2));
    const bit = hash >>> FILTER_SHIFT;
    if (((load<u32>(filter + ((bit >>> 5) << 2)) >>> (bit & 31)) & 1) == 0) continue;
    let slot = (hash * 0x9e3779b1) & mask;
    let at = table + (<usize>slot) * SLOT;
    while (load<i32>(at, 4) != 0 && load<u32>(at) != hash) {
      slot = (slot + 1) & mask;
      at = table + (<usize>slot) * SLOT;
    }
    const last = load<i32>(at, 4);
    if (last == 0 || last == number) continue;
    store<i32>(at, number, 4);
    known += 1;
    const row = v128.load(at, 8);
    a = i16x8.add(a, i16x8.extend_low_i8x16_s(row));
    b = i16x8.add(b, i16x8.extend_high_i8x16_s(row));
    c = i16x8.add(c, v128.load_ext<i8>(at, 24));
    if (known % ROWS_OF_16_BITS == 0) {
      s0 = widened(s0, a, true);
      s1 = widened(s1, a, false);
      s2 = widened(s2, b, true);
      s3 = widened(s3, b, false);
      s4 = widened(s4, c, true);
      s5 = widened(s5, c, false);
      a = i16x8.splat(0);
      b = i16x8.splat(0);
      c = i16x8.splat(0);
    }
  }
  const norm = f64x2.splat(scale / Math.sqrt(Math.max(least, <f64>known)));
  store4(into, 0, size, widened(s0, a, true), norm);
  store4(into, 4, size, widened(s1, a, false), norm);
  store4(into, 8, size, widened(s2, b, true), norm);
  store4(into, 12, size, widened(s3, b, false), norm);
  store4(into, 16, size, widened(s4, c, true), norm);
  store4(into, 20, size, widened(s5, c, false), norm);
}

/** `size` is a multiple of four. */
@inline
function store4(into: usize, at: i32, size: i32, sums: v128, norm: v128): void {
  if (at >= size) return;
  const place = into + ((<usize>at) << 3);
  v128.store(place, f64x2.mul(f64x2.convert_low_i32x4_s(sums), norm));
  v128.store(place, f64x2.mul(f64x2.convert_low_i32x4_s(i8x16.shuffle(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)), norm), 16);
}

/**
 * Adds the product of the columns `from..to` of a matrix, which lie one after another at `values`, and those places of
 * `input` that are not zero, to `output`; `rows`: a multiple of four. `places`: room for the places.
 */
export function columns(
  values: usize, rows: i32, input: usize, from: i32, to: i32, output: usize, places: usize,
): void {
  let count = 0;
  for (let col = from; col < to; col += 1) {
    if (load<f64>(input + ((<usize>col) << 3)) == 0) continue;
    store<i32>(places + ((<usize>count) << 2), col);
    count += 1;
  }
  const four = count & ~3;
  const column = (<usize>rows) << 3;
  for (let row = 0; row < rows; row += 4) {
    const out = output + ((<usize>row) << 3);
    const base = values + ((<usize>row) << 3);
    let low = v128.load(out);
    let high = v128.load(out, 16);
    for (let i = 0; i < four; i += 4) {
      const place = places + ((<usize>i) << 2);
      const p = load<u32>(place);
      const q = load<u32>(place, 4);
      const r = load<u32>(place, 8);
      const s = load<u32>(place, 12);
      const x = v128.load64_splat(input + ((<usize>p) << 3));
      const y = v128.load64_splat(input + ((<usize>q) << 3));
      const z = v128.load64_splat(input + ((<usize>r) << 3));
      const w = v128.load64_splat(input + ((<usize>s) << 3));
      const pp = base + (<usize>p) * column;
      const qq = base + (<usize>q) * column;
      const rr = base + (<usize>r) * column;
      const ss = base + (<usize>s) * column;
      low = f64x2.add(low, sum4(f64x2.mul(v128.load(pp), x), f64x2.mul(v128.load(qq), y), f64x2.mul(v128.load(rr), z), f64x2.mul(v128.load(ss), w)));
      high = f64x2.add(high, sum4(f64x2.mul(v128.load(pp, 16), x), f64x2.mul(v128.load(qq, 16), y), f64x2.mul(v128.load(rr, 16), z), f64x2.mul(v128.load(ss, 16), w)));
    }
    for (let i = four; i < count; i += 1) {
      const p = load<u32>(places + ((<usize>i) << 2));
      const x = v128.load64_splat(input + ((<usize>p) << 3));
      const pp = base + (<usize>p) * column;
      low = f64x2.add(low, f64x2.mul(v128.load(pp), x));
      high = f64x2.add(high, f64x2.mul(v128.load(pp, 16), x));
    }
    v128.store(out, low);
    v128.store(out, high, 16);
  }
}

@inline
function sum4(a: v128, b: v128, c: v128, d: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.add(a, b), c), d);
}

/** Adds a matrix, row after row at `values`, times `input` (`cols` numbers) to `output` (`rows` numbers). */
export function product(values: usize, rows: i32, cols: i32, input: usize, output: usize): void {
  const even = cols & ~3;
  let at = values;
  for (let row = 0; row < rows; row += 1) {
    let ab = f64x2.splat(0);
    let cd = f64x2.splat(0);
    for (let col = 0; col < even; col += 4, at += 32) {
      const place = input + ((<usize>col) << 3);
      ab = f64x2.add(ab, f64x2.mul(v128.load(at), v128.load(place)));
      cd = f64x2.add(cd, f64x2.mul(v128.load(at, 16), v128.load(place, 16)));
    }
    let a = f64x2.extract_lane(ab, 0);
    for (let col = even; col < cols; col += 1, at += 8) a += load<f64>(at) * load<f64>(input + ((<usize>col) << 3));
    const out = output + ((<usize>row) << 3);
    store<f64>(out, load<f64>(out) + (((a + f64x2.extract_lane(ab, 1)) + f64x2.extract_lane(cd, 0)) + f64x2.extract_lane(cd, 1)));
  }
}

/** Sets what is negative to zero; `count`: a multiple of two. As `if (x < 0) x = 0`: a minus zero stays. */
export function rectify(values: usize, count: i32): void {
  const zero = f64x2.splat(0);
  for (let i = 0; i < count; i += 2) {
    const at = values + ((<usize>i) << 3);
    const x = v128.load(at);
    v128.store(at, v128.andnot(x, f64x2.lt(x, zero)));
  }
}
