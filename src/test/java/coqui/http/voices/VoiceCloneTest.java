package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.audio.FfmpegEncoder;
import coqui.audio.WavFile;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /voice-clone} over a real connection, with the real demo checkpoint. */
class VoiceCloneTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/reference/xtts/references");

  @TempDir
  static Path cache;

  private static LiveServer server;
  private static byte[] voiceA;
  private static byte[] voiceB;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(DemoCheckpoint.unpack(cache), cache);
    voiceA = Files.readAllBytes(RECORDINGS.resolve("voice-a-22k.wav"));
    voiceB = Files.readAllBytes(RECORDINGS.resolve("voice-b-44k-stereo-24bit.wav"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Seeded, and with the level as the model has it: what differs, the voice made. */
  private static MultipartBody hello() {
    return new MultipartBody().text("text", "Hello.").text("seed", "5").text("normalize", "false");
  }

  private static byte[] spoken(MultipartBody form) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = server.clone(form);
    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    return answer.body();
  }

  @Test
  void clone_oneReference_isAnsweredWithAWavAndItsHeaders() throws Exception {
    HttpResponse<byte[]> answer = server.clone(hello()
        .text("language", "en").text("output_format", "wav").text("sample_rate", "16000")
        .file("reference_audio", voiceA));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("cloned");
    assertThat(answer.headers().firstValue("X-Sample-Rate")).contains("16000");
    assertThat(answer.headers().firstValue("X-Reference-Warnings")).isEmpty();
    assertThat(WavFile.decode(answer.body()).seconds()).isGreaterThan(0.1);
  }

  @Test
  void clone_sameSeed_isTheSameAndAnotherVoiceIsNot() throws Exception {
    byte[] first = spoken(hello().file("reference_audio", voiceA));

    assertThat(spoken(hello().file("reference_audio", voiceA))).isEqualTo(first);
    assertThat(spoken(hello().file("reference_audio", voiceB))).isNotEqualTo(first);
  }

  @Test
  void clone_severalReferences_allCount() throws Exception {
    byte[] both = spoken(hello().file("reference_audio", voiceA).file("reference_audio", voiceB));

    assertThat(both).isNotEqualTo(spoken(hello().file("reference_audio", voiceA)));
    assertThat(both).isNotEqualTo(spoken(hello().file("reference_audio", voiceB)));
  }

  @Test
  void clone_baseAudio_changesTheStyleButNotTheTimbre() throws Exception {
    byte[] styleOfB = spoken(hello().file("reference_audio", voiceA).file("base_audio", voiceB));

    assertThat(styleOfB).isNotEqualTo(spoken(hello().file("reference_audio", voiceA)));
    assertThat(styleOfB).isNotEqualTo(spoken(hello().file("reference_audio", voiceB)));
    assertThat(spoken(hello().file("reference_audio", voiceA).file("base_audio", voiceA)))
        .isEqualTo(spoken(hello().file("reference_audio", voiceA)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav", "mp3", "opus", "aac", "flac"})
  void clone_ofWhatThisServiceSpoke_isTaken(String format) throws Exception {
    HttpResponse<byte[]> own = server.tts("""
        {"text": "The train to Aberdeen leaves at half past twelve, and as always it is a little late.", "seed": 5,
         "output_format": "%s"}""".formatted(format));
    assertThat(own.statusCode()).isEqualTo(200);

    assertThat(WavFile.decode(spoken(hello().file("reference_audio", own.body()))).seconds()).isGreaterThan(0.1);
  }

  @ParameterizedTest(name = "{0}, called {2} of type {3}")
  @CsvSource({
      "wav, pcm_s16le, voice.wav, audio/wav",
      "mp3, libmp3lame -b:a 128k, voice.mp3, audio/mpeg",
      "m4a, aac -b:a 96k, voice.m4a, audio/mp4",
      "flac, flac, voice.flac, audio/flac",
      "ogg, libopus, voice.ogg, audio/ogg",
      "webm, libopus, voice.webm, audio/webm",
      "mp3, libmp3lame -b:a 128k, ../../etc/passwd.wav, image/png",
      "m4a, aac -b:a 96k, '$(reboot); -i.mp3', text/html"})
  void clone_formatWhateverItIsCalled_isDecoded(String extension, String codec, String name, String type)
      throws Exception {
    byte[] recording = FfmpegEncoder.encode("voice-a-22k.wav", extension, "-c:a " + codec);

    assertThat(WavFile.decode(spoken(hello().file("reference_audio", name, type, recording))).seconds())
        .isGreaterThan(0.1);
  }
}
