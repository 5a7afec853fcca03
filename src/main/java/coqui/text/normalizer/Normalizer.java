package coqui.text.normalizer;

/** Writes a text as it is said in one language. Stateless; any string is a valid input. */
@FunctionalInterface
public interface Normalizer {

  /** @return the words to say, lower case, single spaces, trimmed; empty if there is nothing to say */
  String normalize(String text);
}
