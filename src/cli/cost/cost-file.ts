import { readFile, stat } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import {
  COST_CURRENCIES,
  type CostCurrency,
  costAssumptions,
  type GivenCost,
  rangeFault,
} from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { excerpt } from '../../report/index.ts';
import type { CostInput, Message } from '../../schema/index.ts';

/** Cost inputs written by people. */
export interface CostFile {
  /** null if the file does not state it; it then has no amounts of money. */
  readonly currency: CostCurrency | null;
  /** Inputs by id. */
  readonly given: ReadonlyMap<string, GivenCost>;
}

/** Maximum size of a file of inputs. Real ones have a few kilobytes; anything longer is something else. */
const MAX_BYTES = 2 ** 20;

/** Reads a file of inputs. Throws `not-found` if it is missing, and `usage` like `parseCostFile`. */
export async function readCostFile(path: string): Promise<CostFile> {
  const source = await textOf(path).catch((cause: Error) => {
    if (cause instanceof ZenbunError) throw cause;
    throw new ZenbunError(
      'not-found',
      { en: `${path} cannot be read: ${cause.message}`, ja: `${path} を読めません：${cause.message}` },
      { advice: { en: 'zenbun cost --init writes one.', ja: 'zenbun cost --init で作成できます。' }, cause },
    );
  });
  return parseCostFile(path, source);
}

async function textOf(path: string): Promise<string> {
  if ((await stat(path)).size > MAX_BYTES)
    throw new ZenbunError('usage', {
      en: `${path} is not a file of cost inputs: it is larger than 1 MB`,
      ja: `${path} は費用の入力ファイルではありません（1 MB を超えています）`,
    });
  return readFile(path, 'utf8');
}

/**
 * Parses a file of inputs; `path` is for messages. Throws `usage`, with file and line, for invalid YAML, unknown names
 * and impossible values.
 */
export function parseCostFile(path: string, source: string): CostFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, schema: 'core' });
  const fail: Fail = (at, { en, ja }) => {
    const place = `${path}:${lines.linePos(at).line}`;
    throw new ZenbunError('usage', { en: `${place}: ${en}`, ja: `${place}：${ja}` }, { advice: FORM });
  };
  const [broken] = document.errors;
  if (broken !== undefined)
    fail(broken.pos[0], { en: broken.message, ja: `YAML として解釈できません（${broken.message}）` });
  const top = entriesOf(document.contents, 0, 'the file', 'ファイル', fail);
  const currency = currencyOf(
    top.find(({ name }) => name === 'currency'),
    fail,
  );
  const inputs = top.find(({ name }) => name === 'inputs');
  const other = top.find(({ name }) => name !== 'currency' && name !== 'inputs');
  if (other !== undefined) fail(other.at, unknown(other.name, 'currency, inputs'));
  const entries = inputs === undefined ? [] : entriesOf(inputs.value, inputs.at, 'inputs', 'inputs', fail);
  return { currency, given: new Map(entries.map((entry) => [entry.name, givenOf(entry, currency, fail)])) };
}

/** Throws `usage` with the line of an offset. */
type Fail = (at: number, what: Message) => never;

interface Entry {
  readonly name: string;
  /** Offset of the name. */
  readonly at: number;
  readonly value: unknown;
}

/** Returns the names and values of a map; none if there is nothing. */
function entriesOf(node: unknown, at: number, en: string, ja: string, fail: Fail): Entry[] {
  if (node === null || (isScalar(node) && node.value === null)) return [];
  if (!isMap(node)) {
    const what = { en: `${en} must contain names and values`, ja: `${ja} には名前と値の組を書いてください` };
    return fail(startOf(node) ?? at, what);
  }
  return node.items.map(({ key, value }: Pair) => ({
    name: isScalar(key) ? String(key.value) : '',
    at: startOf(key) ?? at,
    value,
  }));
}

const startOf = (node: unknown): number | undefined =>
  (node as { readonly range?: readonly [number, number, number] | null } | null)?.range?.[0];

const unknown = (name: string, known: string): Message => {
  const told = excerpt(name, 40);
  return {
    en: `${told} is unknown (known: ${known})`,
    ja: `${told} は未知の項目です（指定できる項目：${known}）`,
  };
};

function currencyOf(entry: Entry | undefined, fail: Fail): CostCurrency | null {
  if (entry === undefined) return null;
  const value = isScalar(entry.value) ? entry.value.value : null;
  const known = COST_CURRENCIES.find((currency) => currency === value);
  const names = COST_CURRENCIES.join(', ');
  return (
    known ??
    fail(entry.at, {
      en: `currency must be one of ${names}`,
      ja: `currency は次のいずれかを指定してください：${names}`,
    })
  );
}

const POINTS = ['low', 'likely', 'high'] as const;

function givenOf(entry: Entry, currency: CostCurrency | null, fail: Fail): GivenCost {
  const known = costAssumptions(currency ?? 'JPY');
  const input = known.find(({ id }) => id === entry.name);
  if (input === undefined) return fail(entry.at, unknown(entry.name, known.map(({ id }) => id).join(', ')));
  if (currency === null && input.unit === 'money') return fail(entry.at, noCurrency(input.id));
  const given =
    isScalar(entry.value) && entry.value.value !== null ? exactly(entry, input, fail) : rangeOf(entry, input, fail);
  const fault = rangeFault(given.range, input.unit);
  if (fault !== null) return fail(entry.at, { en: `${input.id} ${fault.en}`, ja: `${input.id} ${fault.ja}` });
  return given;
}

const noCurrency = (id: string): Message => ({
  en: `${id} is money, and the file does not say of which currency (currency: JPY or USD)`,
  ja: `${id} は金額ですが、ファイルに通貨がありません（currency: JPY または USD）`,
});

/** Uses a single number as low, likely and high. */
function exactly(entry: Entry, input: CostInput, fail: Fail): GivenCost {
  const value = numberOf(entry, input.id, input, fail);
  return { range: { low: value, likely: value, high: value }, source: null };
}

function rangeOf(entry: Entry, input: CostInput, fail: Fail): GivenCost {
  const { id } = input;
  const parts = entriesOf(entry.value, entry.at, id, id, fail);
  const other = parts.find(({ name }) => name !== 'source' && !POINTS.some((point) => point === name));
  if (other !== undefined) return fail(other.at, unknown(`${id}.${other.name}`, [...POINTS, 'source'].join(', ')));
  const [low, likely, high] = POINTS.map((point) => {
    const part = parts.find(({ name }) => name === point);
    const lacks = { en: `${id} lacks ${point}`, ja: `${id} に ${point} がありません` };
    return part === undefined ? fail(entry.at, lacks) : numberOf(part, `${id}.${point}`, input, fail);
  }) as [number, number, number];
  return { range: { low, likely, high }, source: sourceOf(id, parts, fail) };
}

function sourceOf(id: string, parts: readonly Entry[], fail: Fail): string | null {
  const part = parts.find(({ name }) => name === 'source');
  const text = part !== undefined && isScalar(part.value) ? part.value.value : null;
  if (part === undefined || text === null) return null;
  if (typeof text === 'string' && text.trim() !== '') return excerpt(text, MAX_SOURCE);
  return fail(part.at, { en: `${id}.source must be a text`, ja: `${id}.source は文字列で指定してください` });
}

const MAX_SOURCE = 500;

/** Parses a number, or a share in percent. */
function numberOf({ value, at }: Entry, name: string, { unit }: CostInput, fail: Fail): number {
  const given = isScalar(value) ? value.value : null;
  if (typeof given === 'number') return given;
  const percent =
    unit === 'share' && typeof given === 'string' ? /^(-?\d+(?:\.\d+)?)\s*[%％]$/.exec(given.trim()) : null;
  if (percent !== null) return Number(percent[1]) / 100;
  return fail(startOf(value) ?? at, {
    en: `${name} must be a number without separators${unit === 'share' ? ', or a percentage such as 5%' : ''}`,
    ja: `${name} は桁区切りのない数値${unit === 'share' ? '、または 5% のような割合' : ''}で指定してください`,
  });
}

const FORM: Message = {
  en: 'An input is a number, or { low: 1, likely: 2, high: 5, source: "where it comes from" }. zenbun cost --init writes a file with all of them.',
  ja: '入力は 1 つの数値、または { low: 1, likely: 2, high: 5, source: "出典" } で書きます。すべての入力を記載したファイルは zenbun cost --init で作成できます。',
};
