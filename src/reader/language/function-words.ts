/**
 * The most common function words of languages in Latin script, by ISO 639-1 code. They serve only to tell languages
 * apart. A word may be listed under several languages.
 */
export const READ_WORDS: Readonly<Record<string, string>> = {
  en: "the of and to in is that it for you with this are be not on as have can or from but they what an was i we your if will my more about which there do at by has would when their them these how could should into than been just any other no don't i'm can't won't isn't doesn't didn't it's that's you're i've i'll all one had were why who me us our he she his her only then over after before also some may here between so up out its because",
  es: 'de la que el en y los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son también fue había era muy hasta desde está mi porque qué puedo puede eso esto ese tu te',
  fr: "de la le et les des en un du une que est pour qui dans par pas plus sur ce il au ne se vous je sont avec mais ou cette ont aux être nous leur sans peut fait ses si votre cela ces même comme tout elle été très c'est d'un qu'il j'ai n'est",
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum kann ich haben nur oder aber vor zur bis mehr durch man wir du ihr ihnen keine kein diese mir',
  pt: 'de a que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas me esse eles você essa num nem suas meu às minha é são está posso pode isto',
  it: 'di che e la il un a per in una mi non sono ho ma lo ha le si ti i con cosa se io come da ci no questo qui del della è nel alla dei anche più tutto quello mio fare sei suo al gli delle posso può essere perché molto degli dal nella questa',
  nl: 'de het een en van ik te dat die in je is niet op aan met als voor zijn er maar om hem dan zou of wat mijn dit zo door over ze zich bij ook tot je mij uit daar haar naar heb hoe heeft hebben deze u want nog kan worden geen kunnen',
  pl: 'i w nie na się z do to że a o jak jest ale po co tak za od jego już dla czy tym tylko przez go jej może są ich przy być ten które się mnie ci która który bez pod więc można też te nad tego tej mogę',
  tr: 've bir bu için de da ile çok ne daha gibi olan olarak var kadar ama en değil ben sen o mi mı ki her sonra ya ise veya şey olduğu bunu onu size bana zaman göre nasıl böyle diye hiç içinde kendi ancak konuda olabilir',
  id: 'yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih telah kami atau anda seperti oleh sebagai dapat sudah saat apa kita adalah tetapi jika kamu jangan agar namun',
  vi: 'và của là có không được cho các một trong với người này để những khi tôi bạn đã về như từ rất cũng vào thể ra hoặc nhưng nếu nào đó sẽ phải làm tại theo nên việc hơn bị đến giúp',
};

/** Languages in Latin script that are not read, listed so that they are not mistaken for one that is. */
export const OTHER_WORDS: Readonly<Record<string, string>> = {
  sv: 'och att det som en på är av för med den till inte har de ett om jag men var sig från vi så kan när du han där eller skulle mot man efter också kunde min varför ingen mig detta vill dina',
  da: 'og det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op kan eller noget jeg dig blev skal vil hvordan',
  no: 'og i det på som er en til å han av for med at var de ikke den har jeg om et men så seg hun hadde fra vi ble du kan da nå ved hvis eller hvordan meg deg dette',
  fi: 'ja on ei se että hän oli mutta ovat kun joka tai niin kuin myös ole sen sekä voi olla mitä vain minä sinä tämä nyt jos sitä mukaan ovat minun siitä hyvin en voida kuten',
  cs: 'a v se na je že to s z do o i jako ale za by pro jsem k od po jeho tak jsou které při nebo být není když už jen až také má který podle co však nemohu vám mi tím jsme může',
  sk: 'a v sa na je že to s z do o aj ako ale za by pre som k od po jeho tak sú ktoré pri alebo byť nie keď už len až má ktorý podľa čo však nemôžem vám mi tým môže',
  sl: 'in je v se na da za so ki ne z pa tudi kot po od bi s bo pri do ali še lahko kako kar le sem če ima to ta ker biti vam ni',
  hr: 'i je u se na da za su s od ne koji to kao o što ili iz po ako bi ali će sam kako sve nije može biti vam mogu te kada samo',
  hu: 'a az és hogy nem is egy ez csak azt meg van de vagy ha már mint volt még el kell lehet minden én ezt ki fel ami nagyon mert nincs olyan tudok kérem',
  ro: 'și în de la nu o a un cu că pentru se este mai din care pe sunt ce ca sau dar fi le să o am ei ar fost acest al prin pot poate nici fără este această dacă',
  ca: 'de la que i el en els a per les un del amb no una és als com més es al o però sobre aquest són va ha seva si puc pot també això quan molt perquè aquesta',
  gl: 'de a que o e do da en os un no se na por unha máis as dos como pero non ao para con é das son seu pode isto tamén',
  eu: 'eta da ez bat du dira den ere izan baina dute egin zen edo duen hau nire zure horrek behar dago dut',
  et: 'ja on ei et see ka kui mis oli ta oma või ning aga ma siis nii veel kes seda olen minu saa mida pole',
  lv: 'un ir ar uz no ka par tas to kas nav pie bet vai kā es jūs šo lai tā viņa ja varu tikai arī',
  lt: 'ir yra kad su į iš tai ne bet ar aš jūs ši apie kaip nėra už tik jei buvo dar gali jo ją tačiau',
  sq: 'dhe në të një për me nuk që është nga si ka po por do kjo ky mund se ju unë janë ose',
  tl: 'ang ng sa na at mga ay ko ito para ka hindi po siya ako may kung niya ng ni mo lang nang pa rin isang',
  ms: 'yang dan di ini itu dengan untuk tidak daripada dalam akan pada juga saya ke kerana tersebut boleh ada mereka lebih telah kami atau anda seperti oleh sebagai ialah awak bukan sahaja',
  sw: 'na ya wa kwa ni katika za la si kuwa hii cha hiyo kama lakini yake watu mimi wewe au sana huo hilo pia ili kwamba siwezi',
  af: 'die van en in is het dat nie te om vir op met wat sy aan as was by ek jou ons hulle kan hierdie maar sal moet of',
  is: 'og að í á er sem það ekki við um en til með af var hann ég fyrir þú eru hún eða þetta því þess get',
  ga: 'agus an na ar go is a le do bhí tá sé ní ag mar seo sin ach é i leis chun níl mé',
  cy: 'yn y a i o ar mae wedi yr ei gan am hyn fel bod ond nid ac roedd eich fod gallu hwn',
  eo: 'la kaj de en al estas ne ke mi por kun li ĝi vi sed oni aŭ tio ĉi povas kiel pri tiu',
  la: 'et in est non ad ut cum sed qui quod ex de ab esse sunt enim hoc quae si aut nec per',
  ht: 'nan yo pou li ak sa pa yon ki te m ou gen se nou tout men sou anpil kapab mwen',
  zu: 'ukuthi futhi kodwa noma ngoba mina wena lokho kanye yini angikwazi kakhulu',
  yo: 'ní ti àti pé sí fún kò jẹ́ ṣe mo wọ́n náà yìí bí',
  so: 'iyo in waa ka ku oo ah la aan ma uu ay si waxaa soo',
  uz: "va bu bilan uchun emas men siz ham bir edi bo'lgan qilish mumkin lekin yoki",
  az: 'və bu bir üçün ilə da də deyil mən siz olan kimi çox ki lakin ola bilər',
};

/** Words of Hindi, and of its neighbours in the same script. */
export const HINDI_WORDS = 'है हैं के का की में से को और नहीं यह पर कि भी एक मैं आप हो था इस कर सकता सकती लिए ने तो या अगर';
export const OTHER_DEVANAGARI_WORDS =
  'आहे नाही आणि मी तुम्ही च्या ला मध्ये हे ती असे पण छ हो छैन र को लागि म तपाईं पनि मा गर्न भएको अस्ति';
