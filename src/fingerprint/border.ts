import type { FirstTokenSample } from '../schema/index.ts';

/**
 * Returns the prompts whose two most frequent first tokens are closest to a tie, closest first. On such prompts even a
 * small change to a model flips the answer, so text alone reveals it (border inputs, arXiv 2602.11083). Prompts that
 * always got the same answer come last and have `isTied: false`.
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
      // Among equal ties, prefer the prompt seen more often.
      return { prompt, isTied: second > 0, tie: second / first, seen: first + second };
    })
    .sort((a, b) => b.tie - a.tie || b.seen - a.seen)
    .slice(0, count)
    .map(({ prompt, isTied }) => ({ prompt, isTied }));
}
