package coqui.text;

import coqui.speech.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words of a clause, separated by white space, where what is read as one stays one: a title and its name, the parts
 * of "z. B." or "J. M. Ruiz", of "1 000 €", "No. 7".
 */
final class Words {

  private static final Pattern THREE_DIGITS = Pattern.compile("\\p{Nd}{3}(?!\\p{Nd}).*", Pattern.DOTALL);
  private static final Pattern ENDS_WITH_SHORT_NUMBER =
      Pattern.compile("\\P{Nd}*(?:\\p{Nd}{1,3}|\\p{Nd}{1,3}[.,]\\p{Nd}{3})");
  private static final Pattern UNIT_SIGN = Pattern.compile("[%‰°℃℉\\p{Sc}].{0,3}", Pattern.DOTALL);

  private final Abbreviations abbreviations;

  Words(Language language) {
    abbreviations = Abbreviations.of(language);
  }

  List<Atom> of(Atom clause) {
    List<String> tokens = List.of(clause.text().split(" "));
    List<Atom> words = new ArrayList<>();
    int first = 0;
    for (int at = 1; at <= tokens.size(); at++) {
      if (at == tokens.size() || !belongTogether(tokens.get(at - 1), tokens.get(at))) {
        String word = String.join(" ", tokens.subList(first, at));
        words.add(first == 0
            ? Atom.of(word, clause.spaceBefore(), clause.cut())
            : Atom.of(word, true, Atom.Cut.WORD));
        first = at;
      }
    }
    return words;
  }

  private boolean belongTogether(String left, String right) {
    if (left.endsWith(".")) {
      return belongTogetherAfterStop(left, right);
    }
    boolean afterDigit = Character.isDigit(left.charAt(left.length() - 1));
    return afterDigit && UNIT_SIGN.matcher(right).matches()
        || afterDigit && THREE_DIGITS.matcher(right).matches() && ENDS_WITH_SHORT_NUMBER.matcher(left).matches()
        || UNIT_SIGN.matcher(left).matches() && left.length() == 1 && Character.isDigit(right.charAt(0));
  }

  private boolean belongTogetherAfterStop(String left, String right) {
    int from = 0;
    while (from < left.length() && !Character.isLetterOrDigit(left.codePointAt(from))) {
      from += Character.charCount(left.codePointAt(from));
    }
    if (from >= left.length() - 1) {
      return false;
    }
    String word = left.substring(from, left.length() - 1);
    String key = Abbreviations.key(word);
    boolean singleLetter = word.codePointCount(0, word.length()) == 1 && Character.isLetter(word.codePointAt(0));
    return abbreviations.isTitle(key)
        || abbreviations.isNumbered(key) && Character.isDigit(right.codePointAt(0))
        || singleLetter && right.length() > 1 && Character.isLetter(right.charAt(0)) && right.charAt(1) == '.'
        || singleLetter && Character.isUpperCase(word.codePointAt(0)) && Character.isUpperCase(right.codePointAt(0));
  }
}
