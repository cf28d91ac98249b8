import type { Lang } from '../../schema/index.ts';

const TEXT = {
  en: 'texts of persons are shown unmasked. The ledger does not record that: note down who looked at them, when and why',
  ja: '本文を伏せずに出力します。証跡には記録されないため、誰が、いつ、何のために見たかを控えてください',
} as const;

/** Warns on standard error that texts are shown unmasked. */
export function tellUnmasked(lang: Lang): void {
  process.stderr.write(`zenbun: ${TEXT[lang]}\n`);
}
