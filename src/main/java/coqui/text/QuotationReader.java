package coqui.text;

import coqui.speech.Language;
import java.util.regex.Pattern;

/** Says whether a sentence goes on after a quotation that ends in a stop: {@code “Come in!” she called.} */
final class QuotationReader {

  private static final Pattern GAP = Pattern.compile("\\s?(?:[-–—]\\s?)?", Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * What shows, right after the closing mark, that the sentence goes on; null where the case of the next word tells.
   */
  private final Pattern continuation;

  QuotationReader(Language language) {
    continuation = switch (language) {
      case ENGLISH -> starts("(?:\\p{Lu}[\\p{L}'’.-]{0,20} ){1,2}"
          + "(?:said|asked|called|cried|shouted|replied|answered|whispered|added|yelled|muttered|exclaimed)\\b");
      // A name or pronoun and a verb of speech, up to the next mark.
      case CHINESE -> starts("\\p{IsHan}{1,8}?(?:说|问|喊|叫|答|想|嚷|(?<!知)道)(?:道|着|了)?[，。！？：,.!?]");
      case JAPANESE -> starts("(?:と|って|など|なんて|を|が|は|の|に|も|で|か)"
          + "|[^。！？]{1,10}[はが](?:言っ|いっ|答え|聞い|尋ね|叫ん|つぶやい)");
      case KOREAN -> starts("[\\p{IsHangul}]{1,6} (?:말했|물었|외쳤|대답했|소리쳤|속삭였|덧붙였)");
      case ARABIC -> starts("(?:قال|قالت|سأل|سألت|صاح|صاحت|هتف|هتفت|أجاب|أجابت|صرخ|صرخت)\\b");
      case HINDI -> starts("(?:\\p{L}\\p{M}*){1,12}(?: ने)? (?:कहा|पूछा|बोला|बोली|चिल्लाया|चिल्लाई|उत्तर दिया)");
      default -> null;
    };
  }

  private static Pattern starts(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /**
   * @param end after the closing quotation mark
   * @param lead the next letter or digit, at or after {@code end}
   */
  boolean goesOn(String text, int end, int lead) {
    return continuation != null && GAP.matcher(text).region(end, lead).matches()
        && continuation.matcher(text).region(lead, text.length()).lookingAt();
  }
}
