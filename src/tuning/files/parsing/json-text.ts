/** Why a text is not JSON, and on which line (from 1). */
export interface JsonFault {
  readonly line: number;
  readonly problem: 'unexpected' | 'ended' | 'too-deep';
}

export type JsonReading =
  | { readonly isRead: true; readonly value: unknown; readonly repeatedKeys: readonly string[] }
  | { readonly isRead: false; readonly fault: JsonFault };

/** Deeper nesting is refused: no trainer writes it. */
const MOST_LEVELS = 200;
const MOST_REPEATED = 5;
/**
 * Longer texts go through the engine's own parser first, which is ten times as fast but does not notice repeated keys.
 */
const QUICK_FROM = 4 * 1024 * 1024;

class FaultAt extends Error {
  readonly offset: number;
  readonly problem: JsonFault['problem'];
  constructor(offset: number, problem: JsonFault['problem']) {
    super(problem);
    this.offset = offset;
    this.problem = problem;
  }
}

/**
 * Parses JSON as trainers write it, including `NaN`, `Infinity` and `-Infinity` (Python's json), a comma before a
 * closing bracket, and comments. If a key occurs twice, the last value counts, as in Python and JavaScript, and
 * `repeatedKeys` names the key. Objects have no prototype. The engine parses strict JSON of more than 4 Mi characters;
 * repeated keys are then not named, and objects have a prototype. Never throws.
 */
export function parseJsonText(text: string): JsonReading {
  if (text.length > QUICK_FROM) {
    try {
      return { isRead: true, value: JSON.parse(text), repeatedKeys: [] };
    } catch {
      // Not strict JSON: it is read leniently, or the line of its fault is found.
    }
  }
  const parser = new JsonParser(text);
  try {
    const value = parser.document();
    return { isRead: true, value, repeatedKeys: [...parser.repeated] };
  } catch (error) {
    if (!(error instanceof FaultAt)) throw error;
    return { isRead: false, fault: { line: lineAt(text, error.offset), problem: error.problem } };
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

const NUMBER = /-?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|Infinity)|NaN/y;
const SPACE = /[\s\uFEFF]+/y;
const PLAIN = /[^"\\\n]*/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

class JsonParser {
  private at = 0;
  readonly repeated = new Set<string>();
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  document(): unknown {
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) this.fail();
    return value;
  }

  private fail(problem: JsonFault['problem'] = this.at >= this.text.length ? 'ended' : 'unexpected'): never {
    throw new FaultAt(this.at, problem);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private skip(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code <= 32 || code >= 0x80) {
        if (this.match(SPACE) === '') return;
      } else if (this.text.startsWith('//', this.at)) this.at = this.after('\n');
      else if (this.text.startsWith('/*', this.at)) this.at = this.after('*/');
      else return;
    }
  }

  private after(mark: string): number {
    const found = this.text.indexOf(mark, this.at + 2);
    return found === -1 ? this.text.length : found + mark.length;
  }

  private takes(mark: string): boolean {
    this.skip();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private value(level: number): unknown {
    if (level > MOST_LEVELS) this.fail('too-deep');
    this.skip();
    const first = this.text[this.at];
    if (first === '{') return this.object(level);
    if (first === '[') return this.array(level);
    if (first === '"') return this.string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    const digits = this.match(NUMBER);
    if (digits === '') this.fail();
    return Number(digits);
  }

  private object(level: number): unknown {
    const result: Record<string, unknown> = Object.create(null);
    this.at++;
    while (!this.takes('}')) {
      if (this.text[this.at] !== '"') this.fail();
      const key = this.string();
      if (!this.takes(':')) this.fail();
      if (Object.hasOwn(result, key) && this.repeated.size < MOST_REPEATED) this.repeated.add(key);
      result[key] = this.value(level + 1);
      if (this.takes(',')) continue;
      if (!this.takes('}')) this.fail();
      break;
    }
    return result;
  }

  private array(level: number): unknown[] {
    const result: unknown[] = [];
    this.at++;
    while (!this.takes(']')) {
      result.push(this.value(level + 1));
      if (this.takes(',')) continue;
      if (!this.takes(']')) this.fail();
      break;
    }
    return result;
  }

  private string(): string {
    this.at++;
    let result = this.match(PLAIN);
    while (this.text[this.at] !== '"') {
      if (this.text[this.at] !== '\\') this.fail();
      result += this.escaped();
      result += this.match(PLAIN);
    }
    this.at++;
    return result;
  }

  private escaped(): string {
    const mark = this.text[this.at + 1] ?? '';
    if (mark === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[\da-fA-F]{4}$/.test(digits)) this.fail();
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = ESCAPES.get(mark);
    if (plain === undefined) this.fail();
    this.at += 2;
    return plain;
  }
}
