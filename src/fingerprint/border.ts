import type { FirstTokenSample } from '../schema/index.ts';

/**
 * Prompts whose two commonest first tokens are most nearly tied, the closest first. There a small change of a model turns the answer over, and text
 * alone shows it (border inputs, arXiv 2602.11083). Prompts that were always answered alike come last; `isTied` says which those are not.
 */
export function nearestTies(
  samples: readonly FirstTokenSample[],
  count: number,
): readonly { readonly prompt: string; readonly isTied: boolean }[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { prompt, text } of samples) {
    const texts = counts.get(prompt) ?? new Map<string, number>();
    counts.set(prompt, texts.set(text, (texts.get(text) ?? 0) + 1));
  }
  return [...counts]
    .map(([prompt, texts]) => {
      const [first = 0, second = 0] = [...texts.values()].sort((a, b) => b - a);
      // Of equal ties the one that was seen more often.
      return { prompt, isTied: second > 0, tie: second / first, seen: first + second };
    })
    .sort((a, b) => b.tie - a.tie || b.seen - a.seen)
    .slice(0, count)
    .map(({ prompt, isTied }) => ({ prompt, isTied }));
}
