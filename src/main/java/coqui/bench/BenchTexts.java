package coqui.bench;

import java.util.List;

/**
 * What is spoken. Each sentence is a chunk: two of them have more characters than the 200 that a chunk may have, one no
 * more than the 110 of the demo voice.
 */
final class BenchTexts {

  private static final List<String> SENTENCES = List.of(
      "The ferry leaves the harbour shortly after dawn, when the water is still and the gulls sit on the roofs.",
      "A narrow road climbs through the orchards to a village where the baker opens her shop before sunrise.",
      "Most of the letters in the drawer had never been answered, and the ink on the oldest had nearly faded.",
      "She tuned the piano slowly, listening to every string, while the rain ran down the tall windows of the hall.",
      "Beyond the second bridge the river widens, and on warm evenings children swim across it to a small island.",
      "The engineer measured the voltage again, wrote the number into her notebook, and frowned at the machine.",
      "Nobody remembered who had planted the chestnut trees, yet the whole town gathered in their shade in summer.",
      "When the last train had gone, the station master locked the doors, fed the cat and walked home by the canal.");

  private BenchTexts() {}

  /** One sentence, some nine seconds in a voice of XTTS v2. */
  static String oneChunk() {
    return SENTENCES.get(0);
  }

  /** Eight sentences. */
  static String eightChunks() {
    return String.join(" ", SENTENCES);
  }
}
