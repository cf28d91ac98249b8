import { ConsoleProblem } from '../access/console-problem.ts';

/** Maximum number of results read at a time, since each is held in memory as a whole, and of requests that may wait. */
const AT_A_TIME = 2;
const MAX_WAITING = 20;

/** Lets a few requests read at a time; others wait in order. */
export class ReadingPlaces {
  #reading = 0;
  readonly #waiting: (() => void)[] = [];

  /** Runs `work` when a place is free. Throws 503 if too many are already waiting. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    if (this.#reading < AT_A_TIME) this.#reading += 1;
    else if (this.#waiting.length >= MAX_WAITING) throw tooMany();
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The next one in the queue takes over the place.
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
