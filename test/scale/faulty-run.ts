import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLI, type Ended } from '../cli/command.ts';
import { writeData } from './made-data.ts';

/** Enough that an engine has the parts 1 to 3 whether it numbers from 0 or from 1. */
export const SHARDS = 4;
const FAULTS = {
  slow: { 'part-1.state': 'part-3.state' },
  killed: ['part-2.state'],
  twice: ['part-3.state', 'part-1.marks'],
};
/** Events that must have happened for the result to mean anything. */
const HAPPENED = [
  'slow: waits for part-3.state',
  'SIGKILL: part-2.state',
  'twice: part-3.state',
  'twice: part-1.marks',
];
/** Maximum manual starts of a recipe: some engines retry by themselves, others are restarted by the user. */
const MOST_STARTS = 3;

const RECIPES = fileURLToPath(new URL('../../examples/scale/', import.meta.url));
const FAULTY = fileURLToPath(new URL('./faulty-zenbun.mjs', import.meta.url));

type Environment = Readonly<Record<string, string>>;

export interface RecipeResult {
  /** Number of starts of the recipe until it had a result. */
  readonly starts: number;
  readonly last: Ended;
  /** Faults that did not happen. */
  readonly missed: readonly string[];
  /** Results of a single process and of the parts. */
  readonly whole: string;
  readonly inParts: string;
  readonly exitCodes: readonly [whole: number | null, inParts: number | null];
}

/** A folder with data, and a command `zenbun` that fails as it might on a cluster. */
export class FaultyRun {
  readonly folder: string;
  readonly data: string;
  readonly state: string;
  readonly env: Environment;
  readonly #events: string;

  constructor(folder: string) {
    this.folder = folder;
    // Contains characters that a shell would split at, or a format string would interpret.
    this.data = join(folder, "a set's data");
    this.state = join(folder, 'parts of 100 %');
    this.#events = join(folder, 'events');
    const bin = join(folder, 'bin');
    for (const made of [bin, this.state]) mkdirSync(made);
    symlinkSync(FAULTY, join(bin, 'zenbun'));
    writeData(this.data);
    this.env = {
      PATH: `${bin}:${process.env.PATH}`,
      LANG: 'C.UTF-8',
      HOME: folder,
      ZENBUN_CLI: CLI,
      ZENBUN_FAULTS: JSON.stringify(FAULTS),
      ZENBUN_EVENTS: this.#events,
    };
  }

  /** Runs `command recipe DATA STATE PARTS`, repeating it while it fails, and one process over the same data. */
  async compare(command: readonly string[], recipe: string, env: Environment = {}): Promise<RecipeResult> {
    const args = [...command.slice(1), join(RECIPES, recipe), this.data, this.state, String(SHARDS)];
    return await this.compareWith(() => ended(command[0]!, args, { ...this.env, ...env }));
  }

  /** Does the same for a run that is not started by one command. */
  async compareWith(run: () => Promise<Ended>): Promise<RecipeResult> {
    let last = await run();
    let starts = 1;
    for (; starts < MOST_STARTS && !this.#hasResult(); starts += 1) last = await run();
    const one = join(this.folder, 'one.json');
    const whole = await ended(process.execPath, [CLI, 'scan', this.data, '--quiet', '--json', one], this.env);
    const events = this.events();
    return {
      starts,
      last,
      missed: HAPPENED.filter((event) => !events.includes(event)),
      whole: read(one),
      inParts: read(join(this.state, 'result.json')),
      exitCodes: [whole.code, last.code],
    };
  }

  /** Returns the calls of `zenbun` and their faults, in order. */
  events(): string[] {
    return read(this.#events).split('\n').slice(0, -1);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #hasResult(): boolean {
    return read(join(this.state, 'result.json')) !== '';
  }
}

/** Reads a file, or returns '' if it does not exist. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Runs a command to its end. */
function ended(command: string, args: readonly string[], env: Environment): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (bytes) => out.push(bytes));
    child.stderr.on('data', (bytes) => err.push(bytes));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}
