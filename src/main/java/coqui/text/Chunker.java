package coqui.text;

import static coqui.text.CharacterClasses.isWhiteSpace;

import coqui.speech.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the sentences of a text into chunks: as many whole sentences as fit, in order; a sentence that fits into no
 * chunk is cut by {@link SentenceCutter}. Nothing of the text is lost but white space at the seams, and every chunk has
 * a letter or a digit.
 */
final class Chunker {

  private final SentenceCutter cutter;

  Chunker(Language language) {
    cutter = new SentenceCutter(language);
  }

  List<String> chunk(String text, List<SentenceSplitter.Span> sentences, ChunkLimits limits) {
    List<Atom> atoms = new ArrayList<>();
    for (SentenceSplitter.Span span : sentences) {
      boolean spaceBefore = span.start() > 0 && isWhiteSpace(text.charAt(span.start() - 1));
      atoms.add(Atom.of(collapse(text, span), spaceBefore, Atom.Cut.SENTENCE));
    }
    Packing packing = new Packing(limits);
    SentenceCutter.joinMarks(atoms).forEach(packing::add);
    return packing.chunks();
  }

  private static String collapse(String text, SentenceSplitter.Span span) {
    StringBuilder collapsed = new StringBuilder(span.end() - span.start());
    for (int at = span.start(); at < span.end(); at++) {
      char c = text.charAt(at);
      if (!isWhiteSpace(c)) {
        collapsed.append(c);
      } else if (collapsed.length() > 0 && collapsed.charAt(collapsed.length() - 1) != ' ') {
        collapsed.append(' ');
      }
    }
    return collapsed.toString();
  }

  /** The chunks so far, and the one that still takes sentences. */
  private final class Packing {
    private final ChunkLimits limits;
    private final List<String> chunks = new ArrayList<>();
    private Atom open;

    Packing(ChunkLimits limits) {
      this.limits = limits;
    }

    void add(Atom sentence) {
      if (limits.allow(sentence)) {
        join(sentence, true);
        return;
      }
      List<Atom> pieces = cutter.cut(sentence, limits);
      join(pieces.get(0), open != null && limits.isShort(open));
      pieces.subList(1, pieces.size()).forEach(piece -> join(piece, false));
      if (!limits.isShort(open)) {
        close(); // the rest of a sentence is kept apart from the next one, unless it is too little to stand alone
      }
    }

    private void join(Atom atom, boolean ifItFits) {
      Atom joined = open != null && ifItFits ? open.with(atom) : null;
      if (joined != null && limits.allow(joined)) {
        open = joined;
      } else {
        close();
        open = atom;
      }
    }

    private void close() {
      if (open != null) {
        chunks.add(open.text());
        open = null;
      }
    }

    List<String> chunks() {
      close();
      return chunks;
    }
  }
}
