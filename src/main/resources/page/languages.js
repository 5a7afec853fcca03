// The languages of XTTS v2 by its codes: how they call themselves, what English calls them, and something to say.

export const LANGUAGES = {
  en: ['English', 'English', [
    'The lighthouse keeper poured two cups of tea, one for himself and one for the sea.',
    'Good morning! It is a quarter past seven, and the first bus leaves at 7:42.',
    'Somewhere in the garden, a very small frog was singing at the top of its voice.']],
  es: ['Español', 'Spanish', ['La panadera abrió la puerta y el olor del pan llenó toda la calle.']],
  fr: ['Français', 'French', ['Le petit train traverse la vallée pendant que le village dort encore.']],
  de: ['Deutsch', 'German', ['Am Abend saßen wir am Fluss und zählten die Lichter auf der anderen Seite.']],
  it: ['Italiano', 'Italian', ['Il vecchio orologio della piazza suona sempre con due minuti di ritardo.']],
  pt: ['Português', 'Portuguese', ['O mar estava calmo e os barcos voltavam devagar para o porto.']],
  pl: ['Polski', 'Polish', ['Za oknem pada śnieg, a w kuchni pachnie świeżym chlebem.']],
  tr: ['Türkçe', 'Turkish', ['Sabahın ilk ışıklarıyla birlikte martılar denizin üzerinde dolaşmaya başladı.']],
  ru: ['Русский', 'Russian', ['Ранним утром над рекой поднимался лёгкий туман.']],
  nl: ['Nederlands', 'Dutch', ['De fiets stond tegen de muur en wachtte geduldig op mooi weer.']],
  cs: ['Čeština', 'Czech', ['Na náměstí hrála hudba a děti krmily holuby.']],
  ar: ['العربية', 'Arabic', ['في الصباح الباكر فتح الخبّاز دكّانه وملأت رائحة الخبز الشارع.']],
  'zh-cn': ['中文', 'Chinese', ['清晨的湖面很安静，只有一只小船慢慢地划过。']],
  ja: ['日本語', 'Japanese', ['雨が上がると、庭の木の葉が静かに光っていました。']],
  hu: ['Magyar', 'Hungarian', ['A tó partján egy öreg halász mesélt a régi időkről.']],
  ko: ['한국어', 'Korean', ['아침 햇살이 창문으로 들어와 방 안이 환해졌습니다.']],
  hi: ['हिन्दी', 'Hindi', ['सुबह की ठंडी हवा में फूलों की खुशबू फैल गई।']],
};

export const RIGHT_TO_LEFT = new Set(['ar']);

/** Another text to say than the one that is there. */
export function example(language, current) {
  const texts = LANGUAGES[language]?.[2] ?? LANGUAGES.en[2];
  return texts[(texts.indexOf(current) + 1) % texts.length];
}

export function isExample(text) {
  return Object.values(LANGUAGES).some(([, , texts]) => texts.includes(text));
}

export function languageName(code) {
  return LANGUAGES[code]?.[1] ?? code;
}
