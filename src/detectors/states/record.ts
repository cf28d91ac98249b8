import { longestList, StateFault, type StateShape, within } from './shape.ts';

/** A shape for each part of a value, none left out. */
export type StateFields<Value> = { readonly [Name in keyof Value]-?: StateShape<Value[Name]> };

type FieldList = readonly (readonly [name: string, shape: StateShape<unknown>])[];

function fieldsOf<Value>(fields: StateFields<Value>): FieldList {
  return Object.entries(fields as Record<string, StateShape<unknown>>);
}

/** Describes the fields; neighbours of the same form share one description. */
function formOf(fields: FieldList): string {
  const told = fields.map(([name, { form }], i) => (fields[i + 1]?.[1].form === form ? name : `${name}: ${form}`));
  return told.join(', ');
}

function longestFields(fields: FieldList, longestName: (name: string) => number): number {
  const bytes = fields.reduce((sum, [name, { longest }]) => sum + longestName(name) + longest, 0);
  return bytes + longestList(fields.length, 0);
}

/** Maximum length of a name that an error quotes. */
const QUOTED = 40;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Requires exactly these fields, so that nothing is lost when a value is written and nothing slips in when it is read.
 */
function requireFields(value: unknown, fields: FieldList): asserts value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new StateFault({ en: 'is not an object', ja: 'はオブジェクトではありません' });
  const names = Object.keys(value);
  // Nearly always they are in the same order.
  if (names.length === fields.length && fields.every(([name], i) => names[i] === name)) return;
  for (const [name] of fields) {
    if (!Object.hasOwn(value, name)) throw new StateFault({ en: 'is missing', ja: 'がありません' }, `.${name}`);
  }
  const unknown = names.find((name) => !fields.some(([known]) => known === name))?.slice(0, QUOTED);
  if (unknown !== undefined)
    throw new StateFault({ en: 'is not known', ja: 'は不明な項目です' }, `[${JSON.stringify(unknown)}]`);
}

/** Returns the shape of an object with these fields; in JSON, an object with the same names. */
export function record<Value extends object>(shapes: StateFields<Value>): StateShape<Value> {
  const fields = fieldsOf(shapes);
  const through = (way: 'encode' | 'decode', value: unknown): Record<string, unknown> => {
    requireFields(value, fields);
    const made: Record<string, unknown> = {};
    let at = '';
    try {
      for (const [name, shape] of fields) {
        at = name;
        made[name] = shape[way](value[name]);
      }
    } catch (error) {
      throw within(`.${at}`, error);
    }
    return made;
  };
  return {
    form: `{${formOf(fields)}}`,
    longest: longestFields(fields, (name) => JSON.stringify(name).length + 1),
    encode: (value) => through('encode', value),
    decode: (json) => through('decode', json) as Value,
  };
}

/** Returns the shape of an object with one field for each of several names. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  shapeOf: (name: Name) => StateShape<Value>,
): StateShape<Record<Name, Value>> {
  const fields = Object.fromEntries(names.map((name) => [name, shapeOf(name)]));
  return record(fields as unknown as StateFields<Record<Name, Value>>);
}

/**
 * Returns the shape of an object with these fields; in JSON, their values in this order without names. For objects that
 * a state holds by the thousand.
 */
export function row<Value extends object>(shapes: StateFields<Value>): StateShape<Value> {
  const fields = fieldsOf(shapes);
  const { length } = fields;
  return {
    form: `[${formOf(fields)}]`,
    longest: longestFields(fields, () => 0),
    encode(value) {
      requireFields(value, fields);
      let at = '';
      try {
        return fields.map(([name, shape]) => {
          at = name;
          return shape.encode(value[name]);
        });
      } catch (error) {
        throw within(`.${at}`, error);
      }
    },
    decode(json) {
      if (!Array.isArray(json) || json.length !== length)
        throw new StateFault({
          en: `is not a list of ${length} values`,
          ja: `は ${length} 個の値のリストではありません`,
        });
      const made: Record<string, unknown> = {};
      let at = 0;
      try {
        for (; at < length; at += 1) made[fields[at]![0]] = fields[at]![1].decode(json[at]);
      } catch (error) {
        throw within(`[${at}]`, error);
      }
      return made as Value;
    },
  };
}

/** Returns the shape of a pair of values of one kind; in JSON, a list of two. */
export function pair<Value>(shape: StateShape<Value>): StateShape<readonly [Value, Value]> {
  const both = row<{ readonly 0: Value; readonly 1: Value }>({ 0: shape, 1: shape });
  return {
    form: both.form,
    longest: both.longest,
    encode: ([first, second]) => both.encode({ 0: first, 1: second }),
    decode(json) {
      const read = both.decode(json);
      return [read[0], read[1]];
    },
  };
}

/** Returns the shape of a list of at most `most` values of one kind. */
export function list<Value>(most: number, shape: StateShape<Value>): StateShape<readonly Value[]> {
  const through = <From, To>(values: readonly From[], way: (value: From) => To): To[] => {
    if (!Array.isArray(values) || values.length > most)
      throw new StateFault({
        en: `is not a list of at most ${most} values`,
        ja: `は ${most} 個以内の値のリストではありません`,
      });
    const made: To[] = [];
    try {
      for (const value of values) made.push(way(value));
    } catch (error) {
      throw within(`[${made.length}]`, error);
    }
    return made;
  };
  return {
    form: `list(${most}, ${shape.form})`,
    longest: longestList(most, shape.longest),
    encode: (values) => through(values, shape.encode),
    decode: (json) => through(json as readonly unknown[], shape.decode),
  };
}
