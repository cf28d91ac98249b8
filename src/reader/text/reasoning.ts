import type { Span } from '../../schema/index.ts';

const NAMES =
  '(?:seed:)?(?:[Tt]hink|THINK|[Tt]hinking|THINKING|[Tt]houghts?|[Rr]easoning|REASONING|scratchpad|SCRATCHPAD|reflection|inner_monologue)';
/** The only names allowed in brackets, in capitals: "[reason]" and "[Analysis]" are placeholders and headings. */
const BRACKETED = '(?:THINK|THINKING|REASONING)';
/**
 * Marks that open a reasoning channel: tags of the kinds in use, harmony channels, and their remains without the
 * markup.
 */
const OPEN = new RegExp(
  `<${NAMES}>|\\[${BRACKETED}\\]|<\\|channel\\|>(?:analysis|commentary)\\b(?:<\\|message\\|>)?|<\\|begin_of_thought\\|>|◁think▷|<unused94>thought`,
  'g',
);
const CLOSE = new RegExp(
  `</${NAMES}>|\\[/${BRACKETED}\\]|<\\|channel\\|>final(?:<\\|message\\|>)?|(?:<\\|start\\|>)?assistant<\\|channel\\|>final(?:<\\|message\\|>)?|<\\|end_of_thought\\|>|◁/think▷|<unused95>|assistantfinal(?=\\s|[A-Z\\u3041-\\u9fff]|$)`,
  'g',
);
/** The remains of a harmony channel at the start of an answer whose markup was stripped. */
const BARE_OPEN = /^\s*analysis(?=[A-Z])/;
const MAY_HOLD = /[<◁[]|assistantfinal|^\s*analysis/;

/** A stretch that is all reasoning, or contains none. */
export interface ReasoningStretch extends Span {
  readonly reasoning: boolean;
  /** True for the end of a block that nothing opened: everything before it was reasoning. */
  readonly unopened: boolean;
}

/** Finds reasoning blocks in stretches of a text, in order. A block that is never closed runs to the end. */
export class ReasoningScanner {
  #inside = false;

  /** Returns the blocks of `from..to`, in order and covering it. `opening`: true for the first stretch of the text. */
  blocks(text: string, from: number, to: number, opening: boolean): ReasoningStretch[] {
    const stretch = text.slice(from, to);
    if (!this.#inside && !MAY_HOLD.test(stretch)) return [{ start: from, end: to, reasoning: false, unopened: false }];
    if (opening && BARE_OPEN.test(stretch)) this.#inside = true;
    const blocks: ReasoningStretch[] = [];
    let at = 0;
    const close = (end: number, reasoning: boolean, unopened = false) => {
      if (end > at) blocks.push({ start: from + at, end: from + end, reasoning, unopened });
      at = end;
    };
    // Search for the next mark only after passing the current one: the way to a distant mark must not be scanned
    // repeatedly.
    let open = matchFrom(OPEN, stretch, 0);
    let closing = matchFrom(CLOSE, stretch, 0);
    while (at < stretch.length) {
      if (closing !== null && closing.start < at) closing = matchFrom(CLOSE, stretch, at);
      if (open !== null && open.start < at) open = matchFrom(OPEN, stretch, at);
      if (this.#inside) {
        this.#inside = closing === null;
        close(closing?.end ?? stretch.length, true);
        continue;
      }
      if (closing !== null && (open === null || closing.start < open.start)) {
        close(closing.start, false);
        close(closing.end, true, true);
      } else if (open === null) {
        close(stretch.length, false);
      } else {
        close(open.start, false);
        this.#inside = true;
      }
    }
    return blocks;
  }
}

/** Returns the contents of the reasoning blocks of a whole text, without their marks; '' if there are none. */
export function reasoningIn(text: string): string {
  const stretches = new ReasoningScanner().blocks(text, 0, text.length, true);
  const unopened = stretches.findLastIndex((stretch) => stretch.unopened);
  return stretches
    .filter(({ reasoning }, i) => reasoning || i <= unopened)
    .map(({ start, end }) => text.slice(start, end).replace(OPEN, ' ').replace(CLOSE, ' ').trim())
    .filter((thoughts) => thoughts !== '')
    .join('\n');
}

function matchFrom(pattern: RegExp, text: string, at: number): Span | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}
