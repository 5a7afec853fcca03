package coqui.text.normalizer;

import java.util.List;

/**
 * What is counted, in the forms that numbers ask for.
 *
 * @param gender what the number agrees with, where it does
 * @param forms singular first, then what the language has besides; a noun that never changes has one
 */
record Noun(Gender gender, List<String> forms) {

  /**
   * @param written forms apart by slashes, after {@code f:} if feminine, {@code n:} if neuter: {@code "f:hora/horas"}
   */
  static Noun of(String written) {
    Gender gender = written.startsWith("f:") ? Gender.FEMININE
        : written.startsWith("n:") ? Gender.NEUTER
        : Gender.MASCULINE;
    return new Noun(gender, List.of((gender == Gender.MASCULINE ? written : written.substring(2)).split("/")));
  }

  /** The form at {@code index}, or the last one of a noun with fewer. */
  String form(int index) {
    return forms.get(Math.min(index, forms.size() - 1));
  }
}
