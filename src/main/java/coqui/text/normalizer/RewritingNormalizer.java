package coqui.text.normalizer;

import java.util.List;
import java.util.Locale;

/**
 * A language's normaliser as a chain of small steps over a cleaned text, each of which leaves words that the later ones
 * do not touch: what is more specific comes first (a date before a number).
 *
 * <p>The steps see the case as written; the result is lower case, without straight quotation marks, as in Coqui's
 * cleaner.
 */
record RewritingNormalizer(Locale locale, List<Rewrite> steps) implements Normalizer {

  RewritingNormalizer {
    steps = List.copyOf(steps);
  }

  @Override
  public String normalize(String text) {
    String said = TextCleaning.clean(text).replace("\"", "");
    CharacterSet characters = CharacterSet.of(said);
    for (Rewrite step : steps) {
      if (step.isTriggeredBy(characters)) {
        String before = said;
        said = step.apply(before);
        characters = said.equals(before) ? characters : CharacterSet.of(said);
      }
    }
    return TextCleaning.finish(said, locale);
  }
}
