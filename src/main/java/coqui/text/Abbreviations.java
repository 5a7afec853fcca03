package coqui.text;

import coqui.speech.Language;
import java.util.Locale;
import java.util.Set;

/**
 * Words of one language that carry a full stop without ending a sentence: lower case, without the last stop, spaces
 * left out ({@code e.g} for "e.g." and "E. g."). An abbreviation that may well end one ("etc.", "p.m.") needs no entry:
 * whether the sentence goes on shows in the case of the next word.
 *
 * @param titles never the end of a sentence, and never cut from what follows: "Dr. Hale", "3 Mio. Euro"
 * @param inside never the end of a sentence, except after a number: "10 min. Then"
 * @param numbered abbreviations only before a number: "No. 7"
 */
record Abbreviations(Set<String> titles, Set<String> inside, Set<String> numbered) {

  private Abbreviations(String titles, String inside, String numbered) {
    this(words(titles), words(inside), words(numbered));
  }

  private static Set<String> words(String words) {
    return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
  }

  /** The key of one or several tokens as written, the last stop already removed: "art" of "l'art". */
  static String key(String token) {
    int elided = Math.max(token.lastIndexOf('\''), token.lastIndexOf('’')) + 1;
    return token.substring(elided).replace(" ", "").toLowerCase(Locale.ROOT);
  }

  boolean isTitle(String key) {
    return titles.contains(key);
  }

  boolean isInside(String key) {
    return inside.contains(key);
  }

  boolean isNumbered(String key) {
    // German street names end in the abbreviation: "Hauptstr. 5".
    return numbered.contains(key) || key.endsWith("str") && numbered.contains("str");
  }

  static Abbreviations of(Language language) {
    return switch (language) {
      case ENGLISH -> new Abbreviations(
          "mr mrs ms messrs mmes dr drs prof st rev revd hon gen lt col maj capt cpt cdr sgt cpl pvt adm gov sen"
              + " rep supt insp fr mt sr msgr",
          "e.g eg i.e ie vs v cf viz approx ca ft dept univ assn bros incl excl",
          "no nos p pp vol vols fig figs ch chap sec art para eq ed nr max min jan feb mar apr jun jul aug sep"
              + " sept oct nov dec");
      case SPANISH -> new Abbreviations(
          "sr sra srta sres sras dr dra dres prof profa d dª dña lic ing arq gral cnel tte cap mons fr sto sta av"
              + " avda ctra pza excmo excma ee",
          "p.ej ej aprox ca vs esp tel atte",
          "núm no nº n p pág págs pp vol cap art fig ed máx mín");
      case FRENCH -> new Abbreviations(
          "m mm mr mme mmes mlle mlles dr drs pr me mgr st ste prof gén col cap lt cdt",
          "cf env p.ex vs av bd boul bibl dép tél",
          "no nos n p pp vol fig chap art éd ch max min");
      case GERMAN -> new Abbreviations(
          "dr prof hr hrn fr frl st ing dipl med phil jur rer nat mio mrd tsd",
          "z.b zb d.h dh u.a u.ä i.a e.v ev evtl bzw ca bzgl ggf vgl sog inkl exkl zzgl mind tel u.g z.t v.a s.a"
              + " s.o allg bes betr geb gest verh ehem einschl entspr gem gez hrsg insb jew lt röm urspr versch vorm zw"
              + " abt",
          "nr s bd kap abb abs art aufl tab ziff str max min");
      case ITALIAN -> new Abbreviations(
          "sig sig.ra sig.na sigg dr dott dott.ssa prof prof.ssa avv ing arch rag geom on sen mons gen col cap ten"
              + " s sta sto spett egr gent",
          "es p.es ca cfr vs tel",
          "n nr num p pag pagg pp vol cap art fig ed max min");
      case PORTUGUESE -> new Abbreviations(
          "sr sra srta srs sras dr dra drs dras prof profa profª d eng engª arq gen cel cap ten mons sto sta av r"
              + " exmo exma lic pe",
          "p.ex ex aprox ca vs tel",
          "n no nº núm p pág págs pp vol cap art fig ed máx mín");
      case POLISH -> new Abbreviations(
          "dr prof mgr inż ks św gen płk mjr kpt por sierż hab lek hr bp abp p pp im red ul al pl os",
          "np m.in tzn tj tzw wg zob dot j.w ww ang niem łac tel pow gm woj",
          "nr s str t rozdz rys tab ust art poz pkt par ok maks min");
      case TURKISH -> new Abbreviations(
          "dr prof doç yrd öğr gör av sn müh alb gen bnb yzb ord arş uzm op hz st",
          "ör örn bkz vs yak yy tel çev haz mah cad sok apt blv bul",
          "no s sf c ş md");
      case RUSSIAN -> new Abbreviations(
          "проф акад доц ген полк кап св им ул пл пр просп пер бул наб",
          "т.е т.к т.н см ср напр прим ок рис англ нем лат тел обл р д кв корп г с",
          "стр гл т табл п пп ст кн изд");
      case DUTCH -> new Abbreviations(
          "dr drs prof ir ing mr mrs dhr mevr mw mej jhr ds st burg gen kol kapt lt",
          "bijv b.v d.w.z d.i o.a ca evt i.v.m t.a.v t.o.v o.v.v resp nl z.g.n n.a.v t.g.v m.b.t i.p.v vgl zie"
              + " incl excl tel afd",
          "nr nrs blz p pag hfst art fig dl max min");
      case CZECH -> new Abbreviations(
          "dr mudr mvdr judr rndr phdr paeddr ing mgr bc prof doc p sl pí sv gen plk mjr kpt por arch",
          "např tj tzn tzv cca ca popř příp resp vč mj srov viz ul nám tř tel zejm angl něm lat",
          "č čj s str obr tab kap odst par roč max min");
      case HUNGARIAN -> new Abbreviations(
          "dr prof id ifj özv gr st szt ezr őrgy szds hdgy",
          "pl ún kb ill vö ld tel",
          "sz o old évf fej max min");
      case ARABIC -> new Abbreviations("د أ م", "الخ إلخ", "ص رقم ج");
      case HINDI -> new Abbreviations(
          "डॉ डा प्रो श्री श्रीमती पं कु स्व मो के एस एन एम आर पी बी सी डी वी एल जे यू एच एफ", "", "पृ क्र सं");
      case CHINESE, JAPANESE, KOREAN -> new Abbreviations("mr mrs ms dr prof st", "e.g i.e vs", "no p vol fig");
    };
  }
}
