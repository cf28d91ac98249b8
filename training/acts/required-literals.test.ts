import { describe, expect, it, test } from 'vitest';
import { patternsOf, plain } from '../../src/acts/cues.ts';
import { LEXICA } from '../../src/acts/lexica.ts';
import { CUE_FAMILIES } from '../../src/acts/lexicon/lexicon.ts';
import { corpora, otherCorpora } from './corpora.ts';
import { requiredLiterals } from './required-literals.ts';
import { samplesOf } from './samples.ts';

describe('the literals that every match needs', () => {
  test.each([
    ['cannot|unable to', ['cannot', 'unable to']],
    ['\\bi (?:\\w+ ){0,4}(?:refuse|decline)s?', ['refuse', 'decline']],
    ['sorry(?!.{0,20}later)', ['sorry']],
    ['(?<=not )help', ['help']],
    ["can['’]t", ['can']],
    ['colou?r', ['colo']],
    ['ab{2}cd', ['cd']],
    ['no\\.way', ['no.way']],
    ['[^)|(]+help', ['help']],
    ['(?:できません|かねます)', ['できません', 'かねます']],
  ])('%s', (source, literals) => {
    expect(requiredLiterals(source)).toEqual(literals);
  });

  test.each(['\\w+', 'a|\\d', '(?:help)?', '.', ''])('cannot be named for %s', (source) => {
    expect(requiredLiterals(source)).toBeNull();
  });

  it('are there in every sentence of the corpus in which a pattern matches', () => {
    let matches = 0;
    for (const corpus of [...corpora, ...otherCorpora]) {
      const lexicon = LEXICA.find(({ language }) => language === corpus.language)!;
      const { patterns, mayShow } = patternsOf(lexicon);
      for (const sample of samplesOf(corpus)) {
        const text = plain(sample.text);
        const mask = mayShow(text);
        for (let i = 0; i < CUE_FAMILIES.length; i += 1) {
          if (!patterns[i]!.test(text)) continue;
          matches += 1;
          if ((mask & (1 << i)) === 0) expect.unreachable(`${CUE_FAMILIES[i]} in ${text}`);
        }
      }
    }
    expect(matches).toBeGreaterThan(10_000);
  });
});
