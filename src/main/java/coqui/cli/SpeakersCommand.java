package coqui.cli;

import coqui.Settings;
import coqui.checkpoint.CheckpointFolder;
import coqui.speakers.VoiceNames;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the voices of a checkpoint, and those that were saved with it. */
@Command(name = "speakers", description = "Lists the checkpoint's voices and then the saved ones, one a line.")
final class SpeakersCommand implements Callable<Integer> {

  @Mixin
  private ModelOption model;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = model.settings();
    PrintWriter out = spec.commandLine().getOut();
    List<String> builtIn = List.copyOf(CheckpointFolder.open(settings.checkpoint()).voices().keySet());
    new VoiceNames(builtIn, settings.voices().open(Runnable::run)).all().forEach(out::println);
    return 0;
  }
}
