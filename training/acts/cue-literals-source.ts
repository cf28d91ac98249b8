import { lowered } from '../../src/acts/cues.ts';
import { LEXICA } from '../../src/acts/lexica.ts';
import { CUE_FAMILIES } from '../../src/acts/lexicon/lexicon.ts';
import { requiredLiterals } from './required-literals.ts';

/** The text of `src/acts/cue-literals.ts`: derived once, for parsing every pattern at every start costs 0.3 s. */
export function cueLiteralsSource(): string {
  return [
    '// Written by `npm run train`; do not edit.',
    "import type { Lexicon } from './lexicon/lexicon.ts';",
    '',
    '/**',
    ' * By language and cue family, in the order of `CUE_FAMILIES`: the literals of which every match of the pattern needs one;',
    ' * null where none can be named.',
    ' */',
    "export const CUE_LITERALS: Readonly<Record<Lexicon['language'], readonly (readonly string[] | null)[]>> = {",
    ...LEXICA.flatMap(({ language, cues }) => [
      `  ${language}: [`,
      ...CUE_FAMILIES.map((family) => `    ${JSON.stringify(requiredLiterals(lowered(cues[family])))},`),
      '  ],',
    ]),
    '};',
    '',
  ].join('\n');
}
