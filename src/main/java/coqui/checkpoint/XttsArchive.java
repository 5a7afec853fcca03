package coqui.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The TorchScript archive of an XTTS checkpoint: the sources under {@code torchscript/} with the tensors and settings
 * that their classes declare.
 *
 * <p>Each of the four parts is described by a class of its own, which checks every shape that it relies on.
 */
final class XttsArchive {

  private static final List<String> SOURCES = List.of("xtts", "mel", "conditioning", "speaker", "dense", "gpt", "vocoder");

  private XttsArchive() {
  }

  /**
   * Describes the archive; tensors are read when it is written.
   *
   * @throws coqui.speech.ModelLoadException if a tensor is missing or misshapen
   */
  static ScriptArchive of(StateDict tensors, XttsConfig config) {
    ModuleAttributes xtts = new ModuleAttributes(tensors);
    xtts.put("conditioning", ScriptValue.of(ConditioningModule.of(tensors, config)));
    xtts.put("speaker", ScriptValue.of(SpeakerEncoderModule.of(tensors, config)));
    xtts.put("gpt", ScriptValue.of(GptModule.of(tensors, config)));
    xtts.put("vocoder", ScriptValue.of(VocoderModule.of(tensors, config)));
    return new ScriptArchive(source(), xtts.module("Xtts"));
  }

  /** All classes as one text. It is part of an archive's identity: other code, another archive. */
  static String source() {
    return SOURCES.stream().map(XttsArchive::read).collect(Collectors.joining("\n"));
  }

  private static String read(String name) {
    String resource = "/torchscript/" + name + ".py";
    try (InputStream source = XttsArchive.class.getResourceAsStream(resource)) {
      if (source == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
