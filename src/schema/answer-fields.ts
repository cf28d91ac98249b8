/** Who answered stands before what: `model_answer`, `llm output`. */
const EXPLICIT =
  /^(?:model|llm|assistant|bot|ai|generated|predicted)_(?:answer|response|output|text|completion|reply)$/;
/** Names of a model's answer, the surer first. */
const PLAIN = 'response completion generated_text generation prediction reply 応答 output 出力'.split(' ');
/** Names that may as well be those of a reference to compare with. */
const DOUBTFUL: readonly string[] = ['answer', '回答'];
const REFERENCE_TOO: ReadonlySet<string> = new Set(['output', '出力', ...DOUBTFUL]);

const plainName = (name: string) => name.trim().toLowerCase().replaceAll(/[ -]/g, '_');

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** The field of a record that holds the answer of a model, by its name; undefined where none has such a name. */
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
 * Fields beside the one that was taken whose names say as surely that they hold a model's answer, and that say something else:
 * nobody can know which is meant.
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
