import { ConsoleProblem } from '../access/console-problem.ts';

/** Results that are read at a time, since each is held in memory as a whole, and how many requests may wait for that. */
const AT_A_TIME = 2;
const MAX_WAITING = 20;

/** Lets a few read at a time; others wait in their order. */
export class ReadingPlaces {
  #reading = 0;
  readonly #waiting: (() => void)[] = [];

  /** Throws 503 where too many wait already; else as `work`. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    if (this.#reading < AT_A_TIME) this.#reading += 1;
    else if (this.#waiting.length >= MAX_WAITING) throw tooMany();
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over.
      const next = this.#waiting.shift();
      if (next === undefined) this.#reading -= 1;
      else next();
    }
  }
}

const tooMany = () =>
  new ConsoleProblem(503, 'busy', {
    en: 'Too many results are being read. Try again in a moment.',
    ja: '読み込み中の結果が多すぎます。しばらくしてからやり直してください。',
  });
