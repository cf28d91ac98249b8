import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf } from './language.ts';

describe('a few words tell the language', () => {
  test.each([
    ['en', 'Mix the flour with two eggs and let it rest for a while.'],
    ['ja', '小麦粉と卵を混ぜて、十分ほど休ませます。'],
    ['ja', '卵を二個入れて下さい'],
    ['zh', '把面粉和鸡蛋混合，然后静置十分钟。'],
    ['ko', '밀가루와 달걀 두 개를 섞어 주세요.'],
    ['es', 'Mezcla la harina con los huevos y deja que repose un poco.'],
    ['fr', 'Mélangez la farine avec les œufs et laissez reposer dans un bol.'],
    ['de', 'Mischen Sie das Mehl mit den Eiern und lassen Sie es ruhen.'],
    ['pt', 'Misture a farinha com os ovos e não deixe de provar a massa.'],
    ['it', 'Mescola la farina con le uova e poi lascia che riposi un poco, non di più.'],
    ['nl', 'Meng de bloem met het ei en laat het een kwartier staan, dan is het klaar.'],
    ['pl', 'Wymieszaj mąkę z jajkami, a potem nie ruszaj, bo ciasto już jest dobre.'],
    ['ru', 'Смешайте муку с яйцами и дайте тесту постоять.'],
    ['tr', 'Un ve yumurta ile bir hamur yapın, sonra biraz daha bekleyin.'],
    ['ar', 'اخلط الدقيق مع البيض واتركه قليلا'],
    ['hi', 'आटे में दो अंडे मिलाएं और इसे कुछ देर के लिए रख दें, यह ठीक है।'],
    ['id', 'Campur tepung dengan telur dan diamkan untuk beberapa saat, itu tidak lama.'],
    ['vi', 'Trộn bột với trứng và để cho nó nghỉ một lát, không được lâu.'],
    ['th', 'ผสมแป้งกับไข่สองฟองแล้วพักไว้'],
  ])('%s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });
});

describe('a language that is not read is not taken for one that is', () => {
  test.each([
    ['Swedish', 'Blanda mjöl och ägg och låt det vila, sedan är det klart att steka.'],
    ['Danish', 'Bland mel og æg og lad det hvile, så er det klar til at blive stegt.'],
    ['Finnish', 'Sekoita jauhot ja munat, mutta se ei ole vielä valmis kun se on märkä.'],
    ['Czech', 'Smíchejte mouku s vejci a nechte to být, protože to není ještě hotové, když je to mokré.'],
    ['Romanian', 'Amestecă făina cu ouăle și lasă aluatul să stea, pentru că este mai bun.'],
    ['Ukrainian', 'Змішайте борошно з яйцями і дайте тісту постояти.'],
    ['Bulgarian', 'Смесете брашното с яйцата и оставете тъй, докато тъмнее навън.'],
    ['Persian', 'آرد را با تخم‌مرغ مخلوط کنید و چند دقیقه بگذارید'],
    ['Urdu', 'آٹے میں دو انڈے ملائیں اور کچھ دیر رکھ دیں'],
    ['Marathi', 'पीठ आणि अंडी मिसळा, हे चांगले आहे पण ते मऊ नाही.'],
    ['Greek', 'Ανακατέψτε το αλεύρι με τα αυγά.'],
    ['Hebrew', 'ערבבו את הקמח עם הביצים.'],
    ['Bengali', 'ময়দা আর ডিম মেশান।'],
    ['Georgian', 'აურიეთ ფქვილი და კვერცხი.'],
    [
      'no language at all',
      'Blorpa zindel quastra mivolen druppa senkiro valtez pomdar ifkel gruna zostib walpen dorquil.',
    ],
  ])('%s', (_, text) => {
    expect(languageOf(text)).toBe('other');
  });
});

describe('too little to tell', () => {
  test.each(['', ' \n', '42', '!?', '🥚🥚', '1 + 1 = 2', 'Xyzzy', '\ud83d'])('%j', (text) => {
    expect(languageOf(text)).toBe('und');
  });
});

test('a few words of another script do not turn the language', () => {
  expect(languageOf('Mix the flour with 卵 and let it rest, that is all there is to it.')).toBe('en');
  expect(languageOf('このケーキは「Victoria sponge」と呼ばれ、卵と小麦粉を混ぜて焼きます。')).toBe('ja');
  expect(languageOf('Торт «Київ» пекут долго, но он того стоит, и все его любят.')).toBe('ru');
});

test('a curly apostrophe is one', () => {
  expect(languageOf('Doesn’t. Isn’t.')).toBe('en');
});

test('of a long text its start, its middle and its end tell, so that a foreign title does not', () => {
  const english = 'Mix the flour with two eggs and let it rest for a while. ';
  expect(languageOf(`Der Kuchen und das Mehl sind nicht für die Katze. ${english.repeat(40)}`)).toBe('en');
  expect(languageOf(`${'小麦粉と卵を混ぜて、十分ほど休ませます。'.repeat(60)} The end.`)).toBe('ja');
  expect(languageOf('1 2 3 '.repeat(90) + english + '1 2 3 '.repeat(90))).toBe('en');
  expect(languageOf('1 2 3 '.repeat(90) + english)).toBe('en');
});

test('any text has a language or none, and a long one as soon as a short one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(languageOf(text)).toMatch(/^(?:[a-z]{2}|und|other)$/);
    }),
  );
  expect(languageOf('the egg and '.repeat(200_000))).toBe('en');
});

test.each([
  'Atvainojiet, es nevaru palīdzēt ar šo pieprasījumu.',
  'Omlouvám se, ale s tímto vám nemůžu pomoci. Řekněte něco jiného.',
  'Jag är ledsen, men jag kan inte hjälpa dig på något sätt så här.',
])('one sentence tells that its language is not read, by letters that no other has: %s', (text) => {
  expect(languageOf(text)).toBe('other');
});

test.each([
  ['Dvořák wrote the symphonies of his last years in New York.', 'en'],
  ['u = i * s', 'und'],
])('neither a name nor a formula makes another language: %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
