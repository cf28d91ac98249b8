/** Names that say first who answered, then what: `model_answer`, `llm output`. */
const EXPLICIT =
  /^(?:model|llm|assistant|bot|ai|generated|predicted)_(?:answer|response|output|text|completion|reply)$/;
/** Names of a model's answer, the surest first. */
const PLAIN = 'response completion generated_text generation prediction reply 応答 output 出力'.split(' ');
/** Names that could just as well denote a reference to compare with. */
const DOUBTFUL: readonly string[] = ['answer', '回答'];
const REFERENCE_TOO: ReadonlySet<string> = new Set(['output', '出力', ...DOUBTFUL]);

const plainName = (name: string) => name.trim().toLowerCase().replaceAll(/[ -]/g, '_');

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/**
 * Returns the name of the field of a record that holds the answer of a model, judged by its name; undefined if no field
 * has such a name.
 */
export function answerField(record: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(record).filter((name) => isThere(record[name]));
  const explicit = names.filter((name) => EXPLICIT.test(plainName(name)));
  const others = [...PLAIN, ...DOUBTFUL].flatMap((known) => names.filter((name) => plainName(name) === known));
  const known = [...explicit, ...others];
  return known.find((name) => record[name] !== '') ?? known[0];
}

/** A shorter text without a space is a label. */
const LONGEST_LABEL = 20;

const saysMore = (value: unknown): value is string =>
  typeof value === 'string' && (value.length > LONGEST_LABEL || /\S\s+\S/.test(value));

/**
 * Returns the other fields whose names claim as clearly as the taken one to hold a model's answer, and whose contents
 * differ: nobody can know which one is meant.
 */
export function rivalFields(record: Readonly<Record<string, unknown>>, taken: string): string[] {
  const isExplicit = EXPLICIT.test(plainName(taken));
  return Object.keys(record).filter((name) => {
    const plain = plainName(name).replace(/_?\d+$/, '');
    if (name === taken || !(EXPLICIT.test(plain) || PLAIN.includes(plain))) return false;
    if (isExplicit && REFERENCE_TOO.has(plain)) return false;
    const [own, other] = [record[taken], record[name]];
    return saysMore(other) && !(typeof own === 'string' && own.trim() === other.trim());
  });
}
