package coqui.text;

import static coqui.text.CharacterClasses.hasSpeakable;
import static coqui.text.CharacterClasses.isClauseMark;
import static coqui.text.CharacterClasses.isClosingBracket;
import static coqui.text.CharacterClasses.isOfScriptWithoutSpaces;
import static coqui.text.CharacterClasses.isOpeningBracket;
import static coqui.text.CharacterClasses.isQuotationMark;
import static coqui.text.CharacterClasses.isSpeakable;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import coqui.speech.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a sentence that is longer than a chunk may be: after clauses; in a clause that is too long itself, between
 * words, and between characters where the script has no spaces. Words, numbers, abbreviations and names with their
 * titles stay whole.
 */
final class SentenceCutter {

  /** What is longer is no word of any language, in code points; it is cut between characters, whatever the limits. */
  private static final int LONGEST_WORD = 400;

  /** Characters that begin no line in Japanese typography, since they belong to the one before. */
  private static final String NEVER_FIRST = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーゝゞヽヾ々";

  private final Words words;
  private final ULocale locale;

  SentenceCutter(Language language) {
    words = new Words(language);
    locale = ULocale.forLanguageTag(language.code());
  }

  /** The fewest pieces of {@code sentence} within the limits. Each has something to say. */
  List<Atom> cut(Atom sentence, ChunkLimits limits) {
    List<Atom> atoms = new ArrayList<>();
    for (Atom clause : clauses(sentence)) {
      if (limits.allow(clause)) {
        atoms.add(clause);
      } else {
        for (Atom word : words.of(clause)) {
          cutWord(word, limits, atoms);
        }
      }
    }
    return BestCuts.join(joinMarks(atoms), limits);
  }

  /** Joins each atom without letter or digit to the atom before it, the first to the one after. */
  static List<Atom> joinMarks(List<Atom> atoms) {
    List<Atom> joined = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    Atom first = null;
    boolean speakable = false;
    for (Atom atom : atoms) {
      boolean speaks = hasSpeakable(atom.text());
      if (first != null && (!speaks || !speakable)) {
        run.append(atom.spaceBefore() ? " " : "").append(atom.text());
        speakable |= speaks;
        continue;
      }
      if (first != null) {
        joined.add(Atom.of(run.toString(), first.spaceBefore(), first.cut()));
      }
      first = atom;
      run = new StringBuilder(atom.text());
      speakable = speaks;
    }
    if (first != null) {
      joined.add(Atom.of(run.toString(), first.spaceBefore(), first.cut()));
    }
    return joined;
  }

  private static List<Atom> clauses(Atom sentence) {
    String text = sentence.text();
    List<Atom> clauses = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      int end = clauseEnd(text, at);
      if (end > at && end < text.length()) {
        clauses.add(atom(text, from, end, sentence, Atom.Cut.CLAUSE));
        from = end;
      }
    }
    clauses.add(atom(text, from, text.length(), sentence, Atom.Cut.CLAUSE));
    return clauses;
  }

  /**
   * The place after the clause mark at {@code at} and the marks that close with it, if a clause ends there; else −1.
   */
  private static int clauseEnd(String text, int at) {
    char mark = text.charAt(at);
    if (!isClauseMark(mark)) {
      return -1;
    }
    int end = at + 1;
    while (end < text.length() && (isClosingBracket(text.charAt(end)) || isQuotationMark(text.charAt(end)))) {
      end++;
    }
    if (end == text.length() || text.charAt(end) == ' ') {
      return mark == '–' && (at == 0 || text.charAt(at - 1) != ' ') ? -1 : end;
    }
    boolean needsSpace = mark < 0x80 || mark == '–';
    boolean betweenDigits = at > 0 && Character.isDigit(text.charAt(at - 1)) && Character.isDigit(text.charAt(at + 1));
    return needsSpace || betweenDigits ? -1 : at + 1;
  }

  private void cutWord(Atom word, ChunkLimits limits, List<Atom> atoms) {
    if (word.characters() > LONGEST_WORD || limits.strict() && !limits.allow(word)) {
      cutAtBoundaries(word, Atom.Cut.CHARACTER, atoms);
    } else if (word.text().codePoints().anyMatch(CharacterClasses::isOfScriptWithoutSpaces)) {
      cutAtBoundaries(word, Atom.Cut.UNSPACED_WORD, atoms);
    } else {
      atoms.add(word);
    }
  }

  /**
   * @param worst {@link Atom.Cut#CHARACTER}: anywhere between two grapheme clusters, {@link Atom.Cut#UNSPACED_WORD}:
   *     only where the script has no spaces
   */
  private void cutAtBoundaries(Atom word, Atom.Cut worst, List<Atom> atoms) {
    String text = word.text();
    BreakIterator characters = BreakIterator.getCharacterInstance(locale);
    BreakIterator dictionary = BreakIterator.getWordInstance(locale);
    characters.setText(text);
    dictionary.setText(text);
    int from = 0;
    Atom.Cut cut = word.cut();
    for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
      if (end < text.length() && !isCut(text, end, worst)) {
        continue;
      }
      atoms.add(atom(text, from, end, word, cut));
      boolean afterDigit = Character.isDigit(text.codePointBefore(end));
      cut = dictionary.isBoundary(end) && !afterDigit ? Atom.Cut.UNSPACED_WORD : Atom.Cut.CHARACTER;
      from = end;
    }
  }

  private static boolean isCut(String text, int at, Atom.Cut worst) {
    return worst == Atom.Cut.CHARACTER ? isSpeakable(text.codePointAt(at)) : isUnspacedCut(text, at);
  }

  private static boolean isUnspacedCut(String text, int at) {
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at);
    return (isOfScriptWithoutSpaces(before) || isOfScriptWithoutSpaces(after))
        && (isSpeakable(after) || isOpening(after))
        && !isOpening(before)
        && NEVER_FIRST.indexOf(after) < 0;
  }

  private static boolean isOpening(int character) {
    return isOpeningBracket(character) || "「『“‘".indexOf(character) >= 0;
  }

  /** The atom of {@code text} from {@code from} to {@code end}, where {@code whole} is the atom that has this text. */
  private static Atom atom(String text, int from, int end, Atom whole, Atom.Cut cut) {
    String part = text.substring(from, end);
    return from == 0
        ? Atom.of(part.strip(), whole.spaceBefore(), whole.cut())
        : Atom.of(part.strip(), part.startsWith(" "), cut);
  }
}
