package coqui.text.normalizer;

import java.util.function.UnaryOperator;

/**
 * A normaliser for a script that the model reads in Latin letters.
 *
 * @param inScript says numbers, signs and abbreviations in the script of the language
 * @param romanizer writes what it says in Latin letters
 */
record RomanizingNormalizer(RewritingNormalizer inScript, UnaryOperator<String> romanizer) implements Normalizer {

  @Override
  public String normalize(String text) {
    return romanizer.apply(inScript.normalize(text));
  }
}
