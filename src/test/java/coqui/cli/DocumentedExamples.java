package coqui.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fenced blocks of a Markdown page, as a reader meets them. */
final class DocumentedExamples {

  private static final String FENCE = "```";

  /**
   * One block.
   *
   * @param line of the page that it begins in, from 1
   * @param language after the fence: {@code sh}, {@code json}; empty for none
   * @param following the block after it, where nothing but blank lines lies between them: what the example prints
   */
  record Example(int line, String language, String text, Optional<Example> following) {}

  private record Block(int first, int last, String language, String text) {}

  private DocumentedExamples() {}

  /** All of a page, in its order. */
  static List<Example> in(Path page) {
    List<String> lines;
    try {
      lines = Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Block> blocks = blocks(lines);
    List<Example> examples = new ArrayList<>();
    Optional<Example> after = Optional.empty();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      Optional<Example> following = after.filter(next ->
          lines.subList(block.last, next.line() - 1).stream().allMatch(String::isBlank));
      Example example = new Example(block.first, block.language, block.text, following);
      examples.add(0, example);
      after = Optional.of(example);
    }
    return examples;
  }

  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int first = i + 1;
        String language = lines.get(i).substring(FENCE.length()).strip();
        do {
          i++;
        } while (!lines.get(i).startsWith(FENCE));
        blocks.add(new Block(first, i + 1, language, String.join("\n", lines.subList(first, i))));
      }
    }
    return blocks;
  }
}
