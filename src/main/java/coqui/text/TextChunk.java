package coqui.text;

/**
 * A piece of a text that the model speaks in one breath.
 *
 * @param text the piece as written, white space collapsed
 * @param normalized what is said, in the words and letters that the model was trained on
 * @param tokenIds [T] the language's token, then the tokens of {@code normalized}. Not copied
 */
public record TextChunk(String text, String normalized, int[] tokenIds) {}
