import type { Span } from '../../schema/index.ts';

/** Stretches of a letter that the client is not told: reasoning and calls of tools. They are added in order. */
export class SilentRanges {
  readonly #ranges: { readonly start: number; end: number }[] = [];

  add(start: number, end: number): void {
    const last = this.#ranges.at(-1);
    if (last?.end === start) last.end = end;
    else this.#ranges.push({ start, end });
  }

  /** Whether any of them is in it. */
  touch({ start, end }: Span): boolean {
    return this.#ranges.some((range) => start < range.end && range.start < end);
  }
}
