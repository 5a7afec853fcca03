package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.Voice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceFileTest {

  private static final VoiceFile ANNA = new VoiceFile(VoiceName.of("Ännchen 玛丽"), Instant.parse("2026-11-23T08:00:00Z"),
      "1869-abc", "Anna agreed on 3 May.", new Voice("Ännchen 玛丽", 2, new float[] {1, -0f, 3, Float.MIN_VALUE},
      new float[] {5, Float.MAX_VALUE, -7}));

  /** A file with that header and so many values, its checksum right. */
  private static byte[] file(String header, float... values) throws Exception {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(48 + json.length + Float.BYTES * values.length);
    file.put("COQUIVOC".getBytes(StandardCharsets.US_ASCII)).putInt(1).position(44);
    file.putInt(json.length).put(json).asFloatBuffer().put(values);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(file.array(), 44, file.capacity() - 44);
    return file.put(12, digest.digest()).array();
  }

  @Test
  void decode_whatWasEncoded_isTheSame() throws IOException {
    VoiceFile read = VoiceFile.decode(ANNA.encode());

    assertThat(read).usingRecursiveComparison().isEqualTo(ANNA);
  }

  /** So that files of released versions stay readable. */
  @Test
  void decode_fileAsThePackageDescribesIt_isRead() throws Exception {
    VoiceFile read = VoiceFile.decode(file("{\"name\":\"Anna\",\"created_at\":\"2026-11-23T08:00:00Z\",\"later\":[1],"
        + "\"checkpoint\":\"1-a\",\"consent\":\"true\",\"latents\":1,\"width\":2,\"embedding\":1}", 1, 2, 3));

    assertThat(read.name().text()).isEqualTo("Anna");
    assertThat(read.voice().conditioningLatents()).containsExactly(1, 2);
    assertThat(read.voice().speakerEmbedding()).containsExactly(3);
  }

  @Property(tries = 300)
  void decode_anyByteChangedOrCutOff_isRefused(
      @ForAll @IntRange(max = 500) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] whole = ANNA.encode();
    byte[] damaged = whole.clone();
    damaged[at % whole.length] ^= (byte) change;

    assertThatThrownBy(() -> VoiceFile.decode(damaged)).isInstanceOf(DamagedVoiceException.class);
    assertThatThrownBy(() -> VoiceFile.decode(Arrays.copyOf(whole, at % whole.length)))
        .isInstanceOf(DamagedVoiceException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "sizes that overflow | {\"name\":\"A\",\"latents\":2147483647,\"width\":2147483647,\"embedding\":2}",
      "more than there is | {\"name\":\"A\",\"latents\":1,\"width\":2,\"embedding\":2}",
      "less than there is | {\"name\":\"A\",\"latents\":1,\"width\":1,\"embedding\":1}",
      "no sizes | {\"name\":\"A\"}",
      "negative | {\"name\":\"A\",\"latents\":-1,\"width\":-1,\"embedding\":2}",
      "no time | {\"name\":\"A\",\"latents\":1,\"width\":2,\"embedding\":1}",
      "a path for a name | {\"name\":\"../A\",\"created_at\":\"2026-11-23T08:00:00Z\",\"latents\":1,\"width\":2,\"embedding\":1}",
      "no JSON | {\"name\"",
      "no object | 7"})
  void decode_headerThatCannotBe_isRefused(String what, String header) throws Exception {
    byte[] file = file(header, 1, 2, 3);

    assertThatThrownBy(() -> VoiceFile.decode(file)).isInstanceOf(DamagedVoiceException.class);
  }

  @Test
  void decode_valueThatIsNoNumber_isRefused() throws Exception {
    byte[] file = file("{\"name\":\"A\",\"created_at\":\"2026-11-23T08:00:00Z\",\"latents\":1,\"width\":2,\"embedding\":1}",
        1, Float.NaN, 3);

    assertThatThrownBy(() -> VoiceFile.decode(file)).hasMessage("has a value of NaN");
  }
}
