package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.contract.OpenApi;
import coqui.http.MultipartBody;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import coqui.speech.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FormReaderTest {

  private static final UploadLimits LIMITS = new UploadLimits(1_000, 10_000, 3, 10_000, Duration.ofSeconds(1));
  private static final UploadForm FORM = UploadForm.ofVoiceClone(OpenApi.ofThisProgram(), 20);
  private static final byte[] FILE = "RIFF\r\n--\r\n--------\0binary".getBytes(StandardCharsets.ISO_8859_1);

  private static MultipartBody form() {
    return new MultipartBody().text("text", "Grüße").text("speed", "1.1")
        .file("reference_audio", FILE).file("base_audio", new byte[1_000]).file("reference_audio", new byte[0]);
  }

  private static ReceivedForm read(byte[] body, int pieceBytes) {
    try (FormReader reader = new FormReader(form().contentType(), FORM, LIMITS)) {
      for (int start = 0; start < body.length; start += pieceBytes) {
        reader.add(Arrays.copyOfRange(body, start, Math.min(start + pieceBytes, body.length)));
      }
      return reader.finish();
    }
  }

  @Property(tries = 60)
  void finish_inWhateverPiecesItCame_hasAllFieldsAndFiles(@ForAll @IntRange(min = 1, max = 3_000) int pieceBytes) {
    ReceivedForm read = read(form().bytes(), pieceBytes);

    assertThat(read.fields().path("text").asText()).isEqualTo("Grüße");
    assertThat(read.fields().path("speed").asDouble()).isEqualTo(1.1);
    assertThat(read.files().get("reference_audio")).containsExactly(FILE, new byte[0]);
    assertThat(read.files().get("base_audio").get(0)).hasSize(1_000);
  }

  @Property(tries = 500)
  void finish_damagedForm_isReadOrRefused(
      @ForAll @IntRange(min = 0, max = 1_600) int at, @ForAll @ByteRange(min = -128) byte value,
      @ForAll @IntRange(min = 1, max = 600) int pieceBytes) {
    byte[] damaged = form().bytes();
    damaged[at % damaged.length] = value;

    try {
      assertThat(read(damaged, pieceBytes).recordings("reference_audio")).hasSizeLessThanOrEqualTo(3);
    } catch (InvalidRequestException | RefusedRequestException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Test
  void add_fileBeyondTheLimit_isRefusedBeforeItsEnd() {
    byte[] body = new MultipartBody().file("reference_audio", new byte[5_000]).bytes();
    try (FormReader reader = new FormReader(form().contentType(), FORM, LIMITS)) {
      reader.add(Arrays.copyOf(body, 900));

      assertThatThrownBy(() -> reader.add(Arrays.copyOfRange(body, 900, 1_700)))
          .isInstanceOfSatisfying(RefusedRequestException.class, refused -> {
            assertThat(Problem.of(refused).status()).isEqualTo(413);
            assertThat(Problem.of(refused).code()).isEqualTo("file_too_large");
          });
    }
  }

  @Test
  void add_settingThatNeverEnds_isRefused() {
    byte[] body = new MultipartBody().text("speed", "1".repeat(5_000)).bytes();

    assertThatThrownBy(() -> read(body, 500))
        .hasMessage("speed has more than 1024 bytes, expected a number from 0.7 to 1.3.");
  }

  @Test
  void add_headThatNeverEnds_isRefused() {
    byte[] body = new MultipartBody().file("reference_audio", "a".repeat(100_000), "audio/wav", FILE).bytes();

    assertThatThrownBy(() -> read(body, 1_000))
        .isInstanceOfSatisfying(InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo("invalid_multipart"));
  }

  @Test
  void add_encodedPart_isRefused() {
    byte[] body = new MultipartBody()
        .part("form-data; name=\"reference_audio\"; filename=\"a\"\r\nContent-Transfer-Encoding: base64", FILE).bytes();

    assertThatThrownBy(() -> read(body, body.length)).isInstanceOf(InvalidRequestException.class);
  }
}
