package coqui.cli;

import coqui.Settings;
import coqui.checkpoint.CheckpointFolder;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the voices of a checkpoint. */
@Command(name = "speakers", description = "Lists the checkpoint's voices, one a line.")
final class SpeakersCommand implements Callable<Integer> {

  @Mixin
  private ModelOption model;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = model.settings();
    PrintWriter out = spec.commandLine().getOut();
    CheckpointFolder.open(settings.checkpoint()).voices().keySet().forEach(out::println);
    return 0;
  }
}
