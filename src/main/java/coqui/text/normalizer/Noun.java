package coqui.text.normalizer;

import java.util.List;

/**
 * What is counted, in the forms that numbers ask for.
 *
 * @param forms singular first, then what the language has besides; a noun that never changes has one
 */
record Noun(List<String> forms) {

  /** The singular after 1, the second form after every other number. */
  String singularAfterOne(Amount amount) {
    return form(amount.isOne() ? 0 : 1);
  }

  /** The form at {@code index}, or the last one of a noun with fewer. */
  String form(int index) {
    return forms.get(Math.min(index, forms.size() - 1));
  }
}
