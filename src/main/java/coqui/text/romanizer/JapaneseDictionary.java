package coqui.text.romanizer;

import com.atilika.kuromoji.unidic.kanaaccent.Token;
import com.atilika.kuromoji.unidic.kanaaccent.Tokenizer;
import com.atilika.kuromoji.util.SimpleResourceResolver;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a text by UniDic 2.1.2, the dictionary that cutlet reads too. Loading it takes a second and 180 MB of
 * heap. Safe for all threads.
 */
final class JapaneseDictionary {

  /** The search looks at the rest of its text again and again: a text without any mark is cut here. */
  private static final int LONGEST_SEGMENT = 400;

  private static final String SEGMENT_ENDS = "。！？!?、, ";

  private final Tokenizer tokenizer = new WholeSegments().build();

  List<JapaneseWord> words(String text) {
    List<JapaneseWord> words = new ArrayList<>();
    boolean spaced = false;
    for (int from = 0; from < text.length(); ) {
      int to = segmentEnd(text, from);
      for (Token token : tokenizer.tokenize(text.substring(from, to))) {
        if (token.getSurface().isBlank()) {
          spaced = true;
        } else {
          words.add(word(token, spaced));
          spaced = false;
        }
      }
      from = to;
    }
    return words;
  }

  private static int segmentEnd(String text, int from) {
    int end = from + LONGEST_SEGMENT;
    if (end >= text.length()) {
      return text.length();
    }
    for (int at = end; at > from; at--) {
      if (SEGMENT_ENDS.indexOf(text.charAt(at - 1)) >= 0) {
        return at;
      }
    }
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  private static JapaneseWord word(Token token, boolean spaced) {
    return token.isKnown()
        ? new JapaneseWord(token.getSurface(), token.getPartOfSpeechLevel1(), token.getPartOfSpeechLevel2(),
            known(token.getLemma()), known(token.getKana()), known(token.getPronunciation()), spaced)
        : new JapaneseWord(token.getSurface(), token.getPartOfSpeechLevel1(), token.getPartOfSpeechLevel2(), "", "",
            "", spaced);
  }

  private static String known(String feature) {
    return feature == null || feature.equals("*") ? "" : feature;
  }

  /** By default the tokenizer takes each clause alone, and the words around a comma no longer tell each other apart. */
  @SuppressWarnings("unchecked") // of the library: the bridge of build()
  private static final class WholeSegments extends Tokenizer.Builder {
    WholeSegments() {
      split = false;
    }

    @Override
    protected void loadDictionaries() {
      resolver = new SimpleResourceResolver(Tokenizer.class);
      super.loadDictionaries();
    }
  }
}
