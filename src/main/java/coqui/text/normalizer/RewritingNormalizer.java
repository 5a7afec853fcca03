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
final class RewritingNormalizer implements Normalizer {

  private final Locale locale;
  private final List<Rewrite> steps;

  RewritingNormalizer(Locale locale, List<Rewrite> steps) {
    this.locale = locale;
    this.steps = List.copyOf(steps);
  }

  @Override
  public String normalize(String text) {
    String said = TextCleaning.clean(text).replace("\"", "");
    for (Rewrite step : steps) {
      said = step.apply(said);
    }
    return TextCleaning.finish(said, locale);
  }
}
