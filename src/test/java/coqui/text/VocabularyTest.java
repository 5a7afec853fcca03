package coqui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

  private static final String SPECIAL = "'[STOP]':0,'[UNK]':1,'[SPACE]':2,'[en]':3";

  @TempDir private Path directory;

  @Test
  void read_missingFile_namesIt() {
    assertThatThrownBy(() -> Vocabulary.read(directory.resolve("vocab.json")))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("vocab.json: not found");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "<html> | not JSON",
      "{'model':{}} trailing | not JSON",
      "[] | model.type is missing, expected BPE",
      "{'model':{'type':'Unigram'}} | model.type is Unigram, expected BPE",
      "{'model':{'type':'BPE','vocab':{}}} | model.vocab is missing or empty",
      "{'model':{'type':'BPE','vocab':{'[UNK]':0,'[SPACE]':1,'[en]':2}}} | no token [STOP]",
      "{'model':{'type':'BPE','vocab':{'[STOP]':0,'[UNK]':1,'[SPACE]':2}}} | no language token such as [en]",
      "{'model':{'type':'BPE','vocab':{SPECIAL,'a':'x'}}} | token 'a' has id \"x\", expected a number",
      "{'model':{'type':'BPE','vocab':{SPECIAL,'a':-1}}} | token 'a' has id -1, expected a number",
      "{'model':{'type':'BPE','vocab':{SPECIAL}},'added_tokens':[{'id':9,'content':'[en]'}]}"
          + " | '[en]' has the ids 3 and 9",
      "{'model':{'type':'BPE','vocab':{SPECIAL}}} | model.merges is missing",
      "{'model':{'type':'BPE','vocab':{SPECIAL,'a':4},'merges':['a b']}} | model.merges has \"a b\"",
      "{'model':{'type':'BPE','vocab':{SPECIAL,'a':4},'merges':[['a']]}} | model.merges has [\"a\"]"
  })
  void read_unusableFile_namesFileAndCause(String json, String cause) throws IOException {
    Path file = Files.writeString(
        directory.resolve("vocab.json"), json.replace("SPECIAL", SPECIAL).replace('\'', '"'));

    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("vocab.json: ")
        .hasMessageContaining(cause);
  }

  @Test
  void read_nestingWithoutEnd_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("vocab.json"), "[".repeat(1_000_000));

    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void read_tokensThatOnlyTheModelLists_areFound() throws IOException {
    Path file = Files.writeString(directory.resolve("vocab.json"),
        "{'model':{'type':'BPE','vocab':{SPECIAL,'a':7},'merges':[]}}".replace("SPECIAL", SPECIAL).replace('\'', '"'));

    Vocabulary vocabulary = Vocabulary.read(file);

    assertThat(vocabulary.ids()).containsEntry("a", 7);
    assertThat(vocabulary.unknown()).isEqualTo(1);
    assertThat(vocabulary.space()).isEqualTo(2);
  }
}
