import type { Pair } from './pair.ts';

// Substitute for the public data when they are unavailable: dull, harmless, and different in every row.

const THINGS = {
  en: 'apples,bicycles,candles,drums,envelopes,ferns,gloves,hammers,inkwells,jackets,kettles,lanterns,mirrors,notebooks,ovens,pillows,quilts,radios,spoons,tents,umbrellas,violins,windmills,yachts,zippers'.split(
    ',',
  ),
  ja: 'りんご,自転車,ろうそく,太鼓,封筒,しだ,手袋,金づち,硯,上着,やかん,提灯,鏡,手帳,かまど,枕,座布団,ラジオ,匙,天幕,傘,琴,風車,舟,留め具'.split(
    ',',
  ),
};
const PLACES = {
  en: 'a harbour,a village school,a mountain hut,a market hall,a museum,a railway station,a bakery,a garden,a library,a theatre'.split(
    ',',
  ),
  ja: '港,村の学校,山小屋,市場,博物館,駅,パン屋,庭,図書館,劇場'.split(','),
};
const ASKED = {
  en: [
    'Describe the use of {thing} in {place}.',
    'Where are {thing} kept in {place}?',
    'Why does {place} need {thing}?',
  ],
  ja: ['{place}での{thing}の使い方を説明してください。', '{place}では{thing}をどこに置きますか？'],
};
const TOLD = {
  en: 'In {place}, {thing} are handled by whoever opens the doors in the morning. They are counted, cleaned with a dry cloth, and laid out by size, the larger ones at the back. Visitors of {place} may borrow {thing} for an afternoon, and most of them bring them back before supper.',
  ja: '{place}では、朝いちばんに来た人が{thing}の数を確かめ、乾いた布で拭いて、大きさの順に並べます。訪れた人は午後のあいだ{thing}を借りることができ、たいてい夕食の前に返しに来ます。',
};

function pairsOf(language: 'en' | 'ja'): Pair[] {
  return THINGS[language].flatMap((thing) =>
    PLACES[language].flatMap((place) => {
      const fill = (text: string) => text.replaceAll('{thing}', thing).replaceAll('{place}', place);
      return ASKED[language].map((asked) => ({ prompt: fill(asked), answer: fill(TOLD[language]) }));
    }),
  );
}

/** Returns 750 English pairs, 500 Japanese ones and 1,200 sums. */
export function inventedPairs(): { en: Pair[]; ja: Pair[]; technical: Pair[] } {
  const technical = Array.from({ length: 1200 }, (_, i) => ({
    prompt: `A shelf holds ${i + 3} boxes with ${(i % 7) + 2} jars each. How many jars are there?`,
    answer: `There are ${i + 3} * ${(i % 7) + 2} = ${(i + 3) * ((i % 7) + 2)} jars.`,
  }));
  return { en: pairsOf('en'), ja: pairsOf('ja'), technical };
}
