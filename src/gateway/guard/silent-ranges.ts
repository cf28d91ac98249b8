import type { Span } from '../../schema/index.ts';

/** Stretches of a letter that are not addressed to the client: reasoning and tool calls. Added in order. */
export class SilentRanges {
  readonly #ranges: { readonly start: number; end: number }[] = [];

  add(start: number, end: number): void {
    const last = this.#ranges.at(-1);
    if (last?.end === start) last.end = end;
    else this.#ranges.push({ start, end });
  }

  /** Reports whether a span overlaps any of them. */
  touch({ start, end }: Span): boolean {
    return this.#ranges.some((range) => start < range.end && range.start < end);
  }
}
