package coqui.text;

import static coqui.text.CharacterClasses.isAlwaysClosingQuotationMark;
import static coqui.text.CharacterClasses.isClauseMark;
import static coqui.text.CharacterClasses.isClosingBracket;
import static coqui.text.CharacterClasses.isOfScriptWithoutSpaces;
import static coqui.text.CharacterClasses.isOpeningBracket;
import static coqui.text.CharacterClasses.isQuotationMark;
import static coqui.text.CharacterClasses.isTerminator;
import static coqui.text.CharacterClasses.isTerminatorWithoutSpace;
import static coqui.text.CharacterClasses.isWhiteSpace;

import coqui.speech.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text where sentences end: at {@code . ! ? …} and their like in other scripts, with the quotation marks and
 * brackets that close there, and at blank lines.
 *
 * <p>A stop ends no sentence when it belongs to an abbreviation, an initial, an ordinal or a number of a list, when the
 * next word is lower case, or when it stands in a bracket or a quotation that the sentence goes on after.
 */
final class SentenceSplitter {

  private final StopReader stops;
  private final QuotationReader quotations;

  SentenceSplitter(Language language) {
    stops = new StopReader(language);
    quotations = new QuotationReader(language);
  }

  /** A sentence's place in the text, in UTF-16 units, white space around it left out. */
  record Span(int start, int end) {}

  List<Span> split(String text) {
    return new Scan(text).run();
  }

  /** One pass over one text. */
  private final class Scan {
    private final String text;
    private final boolean allLowerCase;
    private final List<Span> sentences = new ArrayList<>();

    private int start;
    /** Where the outermost open bracket of the sentence stands, or −1. */
    private int bracket = -1;
    private int bracketDepth;
    private boolean straightQuoteOpen;
    /** The first letter or digit at or after the place it was last asked for: see {@link #leadFrom}. */
    private int lead = -1;

    Scan(String text) {
      this.text = text;
      this.allLowerCase = text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    List<Span> run() {
      int at = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (isOpeningBracket(c)) {
          bracket = bracketDepth++ == 0 ? at : bracket;
        } else if (isClosingBracket(c)) {
          closeBracket();
        } else if (c == '"') {
          straightQuoteOpen = !straightQuoteOpen;
        }
        if (isTerminator(c)) {
          at = readTerminator(at);
        } else if (isLineBreak(c)) {
          at = readLineBreaks(at);
        } else {
          at++;
        }
      }
      endSentence(text.length());
      return sentences;
    }

    /** @return where to go on: after the marks that belong together */
    private int readTerminator(int at) {
      int marksEnd = at;
      while (marksEnd < text.length() && isTerminator(text.charAt(marksEnd))) {
        marksEnd++;
      }
      int end = marksEnd;
      boolean closesQuotation = false;
      boolean closesInnerBracket = false;
      while (end < text.length() && (isClosingBracket(text.charAt(end)) || isClosingQuote(end))) {
        char c = text.charAt(end);
        if (isClosingBracket(c)) {
          closesInnerBracket |= bracketDepth == 1 && bracket > skipWhiteSpace(start);
          closeBracket();
        } else {
          closesQuotation = true;
          straightQuoteOpen = c != '"' && straightQuoteOpen;
        }
        end++;
      }
      int guillemet = skipWhiteSpace(end);
      if (guillemet > end && guillemet < text.length() && text.charAt(guillemet) == '»' && !isLetterAt(guillemet + 1)) {
        end = guillemet + 1; // French puts a space before it
        closesQuotation = true;
      }
      if (!closesInnerBracket && endsSentence(at, marksEnd, end, closesQuotation)) {
        endSentence(end);
      }
      return end;
    }

    private boolean endsSentence(int at, int marksEnd, int end, boolean closesQuotation) {
      int next = skipWhiteSpace(end);
      if (next == text.length()) {
        return true;
      }
      int nextCharacter = text.codePointAt(next);
      if (isClauseMark(nextCharacter) && nextCharacter != '—' && nextCharacter != '–'
          || isClosingBracket(nextCharacter)) {
        return false;
      }
      int lead = leadFrom(next);
      if (lead == text.length()) {
        return false; // only marks follow: they belong to this sentence
      }
      boolean spaced = next > end;
      if (!spaced && !needsNoSpace(marksEnd - 1, nextCharacter)) {
        return false;
      }
      if (closesQuotation && quotations.goesOn(text, end, lead)) {
        return false;
      }
      int leadCharacter = text.codePointAt(lead);
      if (spaced && Character.isLowerCase(leadCharacter) && !allLowerCase) {
        return false;
      }
      boolean singleStop = marksEnd == at + 1 && text.charAt(at) == '.' && end == marksEnd;
      return !singleStop || stops.endsSentence(text, start, at, lead);
    }

    /**
     * Scripts without spaces need none after a stop either: 。 always, an ASCII mark between two of their characters.
     */
    private boolean needsNoSpace(int mark, int next) {
      char c = text.charAt(mark);
      return isTerminatorWithoutSpace(c)
          || c != '…' && isOfScriptWithoutSpaces(next) && mark > 0
              && (c != '.' || isOfScriptWithoutSpaces(text.codePointBefore(mark)));
    }

    private boolean isClosingQuote(int at) {
      char c = text.charAt(at);
      if (!isQuotationMark(c)) {
        return false;
      }
      if (isAlwaysClosingQuotationMark(c)) {
        return true;
      }
      if (c == '"') {
        return straightQuoteOpen;
      }
      return !isLetterAt(at + 1);
    }

    private boolean isLetterAt(int at) {
      return at < text.length() && Character.isLetterOrDigit(text.codePointAt(at));
    }

    private void closeBracket() {
      bracketDepth = Math.max(0, bracketDepth - 1);
      bracket = bracketDepth == 0 ? -1 : bracket;
    }

    private int readLineBreaks(int at) {
      int end = skipWhiteSpace(at);
      long breaks = text.substring(at, end).replace("\r\n", "\n").chars().filter(Scan::isLineBreak).count();
      if (breaks > 1 || text.substring(at, end).indexOf('\u2029') >= 0) {
        endSentence(at);
      }
      return end;
    }

    private static boolean isLineBreak(int c) {
      return c == '\n' || c == '\r' || c == '\u2029' || c == '\u0085';
    }

    private void endSentence(int end) {
      int from = skipWhiteSpace(start);
      int to = end;
      while (to > from && isWhiteSpace(text.charAt(to - 1))) {
        to--;
      }
      if (to > from) {
        sentences.add(new Span(from, to));
      }
      start = end;
      bracket = -1;
      bracketDepth = 0;
      straightQuoteOpen = false;
    }

    private int skipWhiteSpace(int from) {
      int at = from;
      while (at < text.length() && isWhiteSpace(text.charAt(at))) {
        at++;
      }
      return at;
    }

    /** Remembered, since a text may be nothing but marks, each of which asks. */
    private int leadFrom(int from) {
      if (lead < from) {
        lead = from;
        while (lead < text.length() && !Character.isLetterOrDigit(text.codePointAt(lead))) {
          lead += Character.charCount(text.codePointAt(lead));
        }
      }
      return lead;
    }
  }
}
