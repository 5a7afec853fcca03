package coqui.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TorchScript archive of an XTTS checkpoint: the sources under {@code torchscript/} with the tensors and settings
 * that their classes declare.
 *
 * <p>Each of the four parts is described by a class of its own, which checks every shape that it relies on.
 */
final class XttsArchive {

  /** What comes after {@code dense} and {@code convolution} in the names of those sources that need oneDNN. */
  private static final String WITH_ONEDNN = "_onednn";

  private XttsArchive() {
  }

  /**
   * Describes the archive; tensors are read when it is written.
   *
   * @throws coqui.speech.ModelLoadException if a tensor is missing or misshapen
   */
  static ScriptArchive of(StateDict tensors, XttsConfig config, Precisions precisions) {
    return of(tensors, config, precisions, hasOneDnn(System.getProperty("os.arch")));
  }

  static ScriptArchive of(StateDict tensors, XttsConfig config, Precisions precisions, boolean oneDnn) {
    ModuleAttributes xtts = new ModuleAttributes(tensors);
    xtts.put("conditioning", ScriptValue.of(ConditioningModule.of(tensors, config)));
    xtts.put("speaker", ScriptValue.of(SpeakerEncoderModule.of(tensors, config)));
    xtts.put("gpt", ScriptValue.of(GptModule.of(tensors, config, precisions.gpt())));
    xtts.put("vocoder", ScriptValue.of(VocoderModule.of(tensors, config, precisions.vocoder())));
    return new ScriptArchive(source(precisions.gpt(), oneDnn ? WITH_ONEDNN : ""), xtts.module("Xtts"));
  }

  /** All classes as one text. It is part of an archive's identity: other code, another archive. */
  private static String source(Precision precision, String variant) {
    String dense = "dense" + (precision == Precision.FLOAT32 ? variant : "_" + precision);
    return Stream.of("xtts", "mel", "conditioning", "speaker", dense, "gpt", "convolution" + variant, "vocoder")
        .map(XttsArchive::read)
        .collect(Collectors.joining("\n"));
  }

  /**
   * Whether PyTorch has oneDNN on a processor, named as Java names it. An archive with an operator that PyTorch lacks
   * there could not be loaded, so this is decided here.
   */
  static boolean hasOneDnn(String processor) {
    return processor.equals("amd64") || processor.equals("x86_64");
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
