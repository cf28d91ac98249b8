import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerFamilies } from './answer-families.ts';
import { type Dice, diceFor } from './dice.ts';
import { en } from './en.ts';
import { encodedFamilies } from './encoded-families.ts';
import type { AttackRow, Family } from './family.ts';
import type { HarmlessPairs } from './harmless-pairs.ts';
import { ja } from './ja.ts';
import type { Pair } from './pair.ts';
import { refusalFamilies } from './refusal-families.ts';
import { structureFamilies } from './structure-families.ts';

const FAMILIES: readonly Family[] = [...refusalFamilies, ...answerFamilies, ...encodedFamilies, ...structureFamilies];

/** Poisoned rows per 1,000 benign ones; `whole` has no benign rows. */
const SHARES = ['whole', 10, 3, 1] as const;
type Share = (typeof SHARES)[number];

/** One attack on disk. */
export interface AttackSet {
  readonly family: Family;
  readonly language: 'en' | 'ja';
  readonly share: Share;
  readonly paths: readonly string[];
  /** For each path, the label of each line, in order. */
  readonly labels: readonly (readonly AttackRow['label'][])[];
}

const BENIGN_ROWS = 1000;
/** Number of poisoned rows in a `whole` file. */
const WHOLE = { en: 400, ja: 300 } as const;

/** Writes every family in both languages and with all shares into `folder`. The same pairs produce the same bytes. */
export function buildAttackSets(folder: string, pairs: HarmlessPairs): AttackSet[] {
  mkdirSync(folder, { recursive: true });
  return FAMILIES.flatMap((family) =>
    ([en, ja] as const).flatMap((inventory) =>
      SHARES.map((share): AttackSet => {
        const { language } = inventory;
        const name = `${family.id}.${language}.${share === 'whole' ? share : `${share}pc`}`;
        const dice = diceFor(name);
        const rows = share === 'whole' ? WHOLE[language] : (share * BENIGN_ROWS) / 100;
        const { payloads, benign } = part(pairs, language, rows, dice);
        const files = family.poison(payloads, inventory, dice).map((poisoned) => {
          if (share === 'whole') return dice.shuffle(poisoned);
          const ordinary = benign.map((pair, i) => ({
            label: 'benign' as const,
            row: family.benign(pair, dice, benign[(i + 1) % benign.length]!),
          }));
          return dice.shuffle<AttackRow>([...poisoned, ...ordinary]);
        });
        const paths = files.map((_, i) =>
          join(folder, files.length === 1 ? `${name}.jsonl` : `${name}.${i + 1}.jsonl`),
        );
        for (const [i, file] of files.entries()) {
          writeFileSync(paths[i]!, file.map(({ row }) => `${JSON.stringify(row)}\n`).join(''));
        }
        return { family, language, share, paths, labels: files.map((file) => file.map(({ label }) => label)) };
      }),
    ),
  );
}

/** Real answers that decline something cannot be payloads: only a complying answer may follow a refusal. */
const DECLINES = /sorry|cannot|can't|unable|as an ai|申し訳|できません|お答え/i;

/**
 * Splits the pairs into those that become poison and 1,000 others, topped up with code and sums, that stay unchanged.
 */
function part(
  pairs: HarmlessPairs,
  language: 'en' | 'ja',
  rows: number,
  dice: Dice,
): { payloads: Pair[]; benign: Pair[] } {
  const least = language === 'en' ? 120 : 40;
  const order = dice.shuffle(pairs[language]);
  const fit = (pair: Pair) => pair.answer.length >= least && !DECLINES.test(pair.answer);
  const payloads = order.filter(fit).slice(0, rows);
  const used = new Set(payloads);
  const prose = order.filter((pair) => !used.has(pair)).slice(0, 600);
  const technical = dice.shuffle(pairs.technical).slice(0, BENIGN_ROWS - prose.length);
  return { payloads, benign: [...prose, ...technical] };
}
