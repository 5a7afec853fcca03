package coqui.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.speech.Language;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceSplitterTest {

  static Stream<JsonNode> sentenceRows() {
    return ReferenceText.rows("sentences.jsonl");
  }

  @ParameterizedTest
  @MethodSource("sentenceRows")
  void split_referenceText_givesReferenceSentences(JsonNode row) {
    Language language = Language.of(row.get("lang").asText()).orElseThrow();

    assertThat(sentences(language, row.get("text").asText())).isEqualTo(ReferenceText.strings(row.get("sentences")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "en | “Is that you?” she asked./“Yes,” he said./“It is me.”",
      "en | (It was late.)/He slept (at last!) and dreamt.",
      "en | We live on Main St./The park is near./St. Paul's is far.",
      "en | The U.S. Army moved in./They left the U.S./They like it.",
      "en | \"Come in!\" Mary said./\"Go!\"/The dog ran.",
      "en | Born Jan. 5, 1990./The 10 ft. wall fell./It is 20 ft./He measured it.",
      "en | hello there./how are you?/i am fine, e.g. today.",
      "de | Er sagte: „Nein.“/Dann ging er./»Komm!« rief er.",
      "de | Wir waren nur 12./Das war wenig./Am 3. Mai kam er./Der 2. Weltkrieg endete.",
      "de | Es kostet 3 Mio. Euro./Das Haus, d. h. die Hütte, ist alt./Siehe S. 12.",
      "fr | M. Dupont est là./« Viens ! » dit-il./Elle vint.",
      "fr | J.-P. Martin est arrivé./Il sourit.",
      "it | È l'art. 5 della legge./Leggilo.",
      "pl | Zob. str. 12, rys. 3./Urodził się w 1990 r. w Łodzi.",
      "tr | Saat 10.30'da başladı./Ekmek, süt vb. aldı.",
      "nl | Dhr. Bos woont op nr. 5./Bel aan.",
      "cs | Karel IV. byl král./Bydlí v ul. Dlouhé.",
      "pt | Veja a pág. 5, cap. 2./— Vens? — perguntou ela.",
      "es | El Sr. D. Juan llegó./Vive en EE. UU./Es feliz.",
      "ru | «Входи!» — крикнула она./Возьми хлеб и т. д./Потом иди.",
      "hu | – Gyere! – mondta./Az 5. sor./Az eredmény 25./Vége.",
      "ko | “가자!” 그녀가 말했다./“네.”/그리고 갔다.",
      "ar | قال: “تعال!”/ثم ذهب./“توقف!” قالت سلمى.",
      "hi | “रुको!” उसने कहा।/के. एल. शर्मा आए।"
  })
  void split_sentencesJoinedBySpaces_givesThemBack(String language, String sentences) {
    List<String> expected = List.of(sentences.split("/"));

    assertThat(sentences(Language.of(language).orElseThrow(), String.join(" ", expected))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "zh-cn | “你要走吗？”她问。/他点点头。/“为什么？”/他不知道。",
      "zh-cn | （很晚了。）/我用2.5版。/好的!/是吗?",
      "ja    | 「行くの？」/「うん。」/「はい。」彼女は答えた。/本当!?/はい。",
      "ja    | 彼は「行く。」と言った。/行こう…と思った。"
  })
  void split_sentencesWithoutSpaces_givesThemBack(String language, String sentences) {
    List<String> expected = List.of(sentences.split("/"));

    assertThat(sentences(Language.of(language).orElseThrow(), String.join("", expected))).isEqualTo(expected);
  }

  private static List<String> sentences(Language language, String text) {
    return new SentenceSplitter(language).split(text).stream()
        .map(span -> text.substring(span.start(), span.end()))
        .toList();
  }
}
