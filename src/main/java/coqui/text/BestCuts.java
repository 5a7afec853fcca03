package coqui.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Joins atoms to the fewest pieces within the limits; of several ways the one whose cuts sound best, then the one with
 * the most even pieces. An atom beyond the limits is a piece of its own.
 *
 * <p>Dynamic programming over the cuts; a piece spans at most as many atoms as the limit has characters, so time is
 * linear in the number of atoms.
 */
final class BestCuts {

  private final List<Atom> atoms;
  private final ChunkLimits limits;
  /** Before atom i: code points and spaces of all atoms before it, with the spaces between them. */
  private final int[] characters;
  private final int[] spaces;
  /** The same where a piece begins with atom i: without the space before it. */
  private final int[] begin;
  private final int[] beginSpaces;
  /** How bad the cut before atom i is. */
  private final int[] cuts;

  private BestCuts(List<Atom> atoms, ChunkLimits limits) {
    this.atoms = atoms;
    this.limits = limits;
    characters = new int[atoms.size() + 1];
    spaces = new int[atoms.size() + 1];
    begin = new int[atoms.size()];
    beginSpaces = new int[atoms.size()];
    cuts = new int[atoms.size()];
    for (int at = 0; at < atoms.size(); at++) {
      Atom atom = atoms.get(at);
      int before = atom.spaceBefore() ? 1 : 0;
      cuts[at] = at == 0 ? 0 : atom.cut().ordinal();
      begin[at] = characters[at] + before;
      beginSpaces[at] = spaces[at] + before;
      characters[at + 1] = characters[at] + before + atom.characters();
      spaces[at + 1] = spaces[at] + before + atom.spaces();
    }
  }

  static List<Atom> join(List<Atom> atoms, ChunkLimits limits) {
    return atoms.size() < 2 ? atoms : new BestCuts(atoms, limits).pieces();
  }

  private List<Atom> pieces() {
    int count = atoms.size();
    int[] previous = new int[count + 1];
    // The cost of the best cuts of all atoms before i. Parallel arrays: this is the one hot loop of the chunker.
    int[] pieces = new int[count + 1];
    long[] badness = new long[count + 1];
    long[] squares = new long[count + 1];
    for (int end = 1; end <= count; end++) {
      pieces[end] = Integer.MAX_VALUE;
      for (int from = end - 1; from >= 0; from--) {
        int length = characters[end] - begin[from];
        if (from < end - 1 && !limits.allow(length, spaces[end] - beginSpaces[from])) {
          break;
        }
        int morePieces = pieces[from] + 1;
        long moreBadness = badness[from] + cuts[from];
        long moreSquares = squares[from] + (long) length * length; // least where pieces are equally long
        if (morePieces < pieces[end]
            || morePieces == pieces[end] && moreBadness < badness[end]
            || morePieces == pieces[end] && moreBadness == badness[end] && moreSquares < squares[end]) {
          pieces[end] = morePieces;
          badness[end] = moreBadness;
          squares[end] = moreSquares;
          previous[end] = from;
        }
      }
    }
    return joined(previous);
  }

  private List<Atom> joined(int[] previous) {
    List<Atom> joined = new ArrayList<>();
    for (int end = atoms.size(); end > 0; end = previous[end]) {
      Atom first = atoms.get(previous[end]);
      StringBuilder text = new StringBuilder(first.text());
      for (Atom atom : atoms.subList(previous[end] + 1, end)) {
        text.append(atom.spaceBefore() ? " " : "").append(atom.text());
      }
      joined.add(Atom.of(text.toString(), first.spaceBefore(), first.cut()));
    }
    Collections.reverse(joined);
    return joined;
  }
}
