/** Words without content, at least one in six in the running text of a language. Two letters or more, no accents. */
const LISTS: readonly string[] = [
  // English
  'the of and to in is that it for you was with on as are be this have from or by not but what all were we when your can there an each which she do how their if will about out then them these so some would make like him into time has more no they he my who its may also should been could than only our such most other use using used between because while where',
  // Spanish, Portuguese
  'de la que el en y los se del las un por con una su para es al lo como mas pero le ya este nao uma os na dos mas ao ele das seu sua em da esta son',
  // French, Italian
  'le les des et est du dans une pour qui au sur pas plus par avec ce il sont ne vous nous je di che per non sono gli della si come anche una nel',
  // German, Dutch, Swedish
  'der die und das den von zu mit sich auf fur ist im dem nicht ein eine auch werden aus er hat dass sie nach wird bei einer het van ik dat wat zijn op te er met voor och att som pa av med till den inte',
  // Polish, Czech, Turkish, Indonesian, Vietnamese
  'nie na do jest jak po od ze bir ve bu icin ile cok olarak yang dan ini itu dengan untuk tidak dari dalam pada va la cua khong duoc cho mot cac trong',
  // Romanised Japanese
  'wa no ga wo ni desu masu kara made mo',
];

/** Lower-case function words of the languages that `letter-model` knows. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(LISTS.join(' ').split(' '));

/** Returns the share of the words (two or more letters a..z) that are function words, and the number of words. */
export function functionWordShare(text: string): { readonly share: number; readonly words: number } {
  let words = 0;
  let known = 0;
  for (const [word] of text.toLowerCase().matchAll(/[a-z]{2,}/g)) {
    words += 1;
    if (FUNCTION_WORDS.has(word)) known += 1;
  }
  return { share: words === 0 ? 0 : known / words, words };
}
