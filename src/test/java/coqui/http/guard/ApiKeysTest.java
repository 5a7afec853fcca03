package coqui.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

  private static final String ONE = "key-number-one-0123";
  private static final String TWO = "key-number-two-4567";

  @TempDir
  Path folder;

  @Test
  void nameOf_oneOfSeveral_isKnownByANameThatIsNotTheKey() {
    ApiKeys keys = new ApiKeys(List.of(ONE, TWO), Optional.empty());

    assertThat(keys.needed()).isTrue();
    assertThat(keys.nameOf(ONE)).isPresent().get().asString().doesNotContain("one");
    assertThat(keys.nameOf(TWO)).isPresent().isNotEqualTo(keys.nameOf(ONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "key-number-one-012", "key-number-one-01233", "KEY-NUMBER-ONE-0123", "ключ-number-one-0123"})
  void nameOf_anythingElse_isUnknown(String presented) {
    assertThat(new ApiKeys(List.of(ONE), Optional.empty()).nameOf(presented)).isEmpty();
  }

  @Test
  void needed_withoutKeys_isNot() {
    assertThat(new ApiKeys(List.of(), Optional.empty()).needed()).isFalse();
    assertThat(ApiKeys.NONE.needed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short-of-sixteen", "with a space in its middle", "ключ-из-многих-букв"})
  void keys_unusable_areRefusedWithoutBeingTold(String key) {
    String unusable = key.equals("short-of-sixteen") ? key.substring(1) : key;

    assertThatThrownBy(() -> new ApiKeys(List.of(ONE, unusable), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has, as number 2, a key of %d characters, expected 16 to 256 of ASCII without spaces",
            unusable.length());
  }

  @Test
  void file_commentsAndEmptyLines_doNotCount() throws IOException {
    ApiKeys keys = new ApiKeys(List.of(), Optional.of(file("# of our clients\n\n  " + ONE + "  \r\n#" + TWO + "\n")));

    assertThat(keys.nameOf(ONE)).isPresent();
    assertThat(keys.nameOf(TWO)).isEmpty();
  }

  @Test
  void file_besideInlineKeys_bothCount() throws IOException {
    ApiKeys keys = new ApiKeys(List.of(ONE), Optional.of(file(TWO)));

    assertThat(keys.nameOf(ONE)).isPresent();
    assertThat(keys.nameOf(TWO)).isPresent();
  }

  @Test
  void file_missingOrEmptyOrTooLarge_isRefused() throws IOException {
    String many = IntStream.rangeClosed(0, 1_000).mapToObj("key-of-a-client-%d"::formatted)
        .reduce("", (all, key) -> all + key + "\n");

    assertThatThrownBy(() -> new ApiKeys(List.of(), Optional.of(folder.resolve("none"))))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> new ApiKeys(List.of(), Optional.of(file("# soon\n")))).hasMessage("has no key");
    assertThatThrownBy(() -> new ApiKeys(List.of(), Optional.of(file(many))))
        .hasMessage("has 1001 keys, expected at most 1000");
    assertThatThrownBy(() -> new ApiKeys(List.of(), Optional.of(file("#".repeat((1 << 20) + 1)))))
        .hasMessage("has more than 1048576 bytes");
  }

  @Test
  void readAgain_fileChanged_newKeysCountAndOldOnesDoNot() throws IOException {
    ApiKeys keys = new ApiKeys(List.of(), Optional.of(file(ONE)));
    file(TWO);
    keys.readAgain();

    assertThat(keys.nameOf(ONE)).isEmpty();
    assertThat(keys.nameOf(TWO)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "# nobody"})
  void readAgain_fileUnusable_oldKeysStay(String content) throws IOException {
    ApiKeys keys = new ApiKeys(List.of(), Optional.of(file(ONE)));
    file(content);
    keys.readAgain();

    assertThat(keys.nameOf(ONE)).isPresent();
  }

  @Test
  void readAgain_fileGoneAndBack_oldKeysStayUntilThen() throws IOException {
    ApiKeys keys = new ApiKeys(List.of(), Optional.of(file(ONE)));
    Files.delete(folder.resolve("keys"));
    keys.readAgain();
    assertThat(keys.nameOf(ONE)).isPresent();

    file(TWO);
    keys.readAgain();
    assertThat(keys.nameOf(ONE)).isEmpty();
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("keys"), content);
  }
}
