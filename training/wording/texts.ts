import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const ROW = z.strictObject({
  text: z.string().min(1),
  /** 1: belongs to the kind; 0: a near miss, or ordinary. */
  label: z.union([z.literal(0), z.literal(1)]),
  /** Kind that its author intended; for the listing of errors. */
  kind: z.string(),
  language: z.string(),
});

/** A short text, and whether it belongs to the kind to be learnt. */
export type LabelledText = z.infer<typeof ROW>;

/**
 * `framings`: wordings of requests under which anything is allowed; `vows`: promises to do anything that is asked;
 * `courtesies`: sentences that open an answer and neither give nor decline anything.
 */
export type Wording = 'framings' | 'vows' | 'courtesies';

/**
 * Reads the texts of a kind, and the ordinary system prompts, in the order of their file names. Throws with file and
 * line if a row is invalid.
 */
export const loadTexts = (wording: Wording): LabelledText[] => [...textsIn(wording), ...ordinaryOf(wording)];

const SENTENCE_END = /(?<=[.!?。！？])\s*|\n+/;

/** System prompts frame nothing, and none of their sentences is a vow. */
function ordinaryOf(wording: Wording): LabelledText[] {
  const prompts = textsIn('ordinary');
  if (wording === 'framings') return prompts;
  return prompts.flatMap((prompt) =>
    prompt.text.split(SENTENCE_END).flatMap((text) => (text.trim() === '' ? [] : [{ ...prompt, text }])),
  );
}

function textsIn(name: string): LabelledText[] {
  const folder = new URL(`./${name}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line, i) => {
          const row = ROW.safeParse(JSON.parse(line));
          if (!row.success) throw new Error(`${name}/${file}:${i + 1}: ${z.prettifyError(row.error)}`);
          return row.data;
        }),
    );
}
