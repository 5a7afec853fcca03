package coqui.cli;

import coqui.Settings;
import coqui.download.ModelDownload;
import coqui.download.ModelSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings XTTS v2's four files into a folder, once the user has agreed to their licence. */
@Command(
    name = "download",
    description = "Fetches XTTS v2's four files (1.9 GB) into a folder, after you agreed to their licence. Run it again"
        + " to go on where it was interrupted.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
        "0:the folder holds the whole checkpoint",
        "1:it could not be had; what was fetched so far stays for the next run",
        "2:wrong arguments or settings, or the licence was not agreed to"})
final class DownloadCommand implements Callable<Integer> {

  private final InputStream in;

  @Option(
      names = "--model-dir",
      paramLabel = "DIR",
      description = "Folder for the files; made if need be. Nothing that is in it is replaced. Default: the setting"
          + " coqui.model.dir.")
  private Path directory;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Folder on a server to fetch them from; only http:// lets redirects lead to http. Default: the"
          + " setting coqui.download.base-url, else Coqui's own on Hugging Face.")
  private String baseUrl;

  @Option(
      names = "--other-checkpoint",
      description = "What is at --base-url is not XTTS v2 as Coqui published it but, say, a fine-tuned one. Its hashes"
          + " are not known, so it is only checked whether the files fit together.")
  private boolean otherCheckpoint;

  @Option(
      names = "--agree-to-cpml",
      description = "You agree to the Coqui Public Model License, as the variable COQUI_TOS_AGREED=1 says too.")
  private boolean agreed;

  @Spec
  private CommandSpec spec;

  /** @param in where the answer to the question for the licence comes from */
  DownloadCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = Settings.load(baseUrl == null ? Map.of() : Map.of("coqui.download.base-url", baseUrl));
    Path folder = directory == null ? settings.modelDirectory().orElseThrow(this::noFolder) : directory;
    ModelSource source = source(settings.downloads().baseUrl());
    PrintWriter out = spec.commandLine().getOut();
    if (!agreed && !new LicenceQuestion(System.getenv(), System.console() != null).isAgreed(in, out)) {
      spec.commandLine().getErr().println(LicenceQuestion.refusal());
      return ExitCode.USAGE;
    }
    int fetched;
    try (DownloadBar bar = new DownloadBar(spec.commandLine().getErr())) {
      fetched = new ModelDownload(source, folder, settings.downloads().limits()).run(bar);
    }
    out.printf("%s Next: serve --model %s%n", fetched == 0 ? "Nothing was missing." : "Done.", folder);
    return 0;
  }

  private ModelSource source(URI url) {
    if (!otherCheckpoint) {
      return ModelSource.xttsV2(url);
    }
    if (url.equals(ModelSource.PUBLISHED)) {
      throw new ParameterException(spec.commandLine(), "--other-checkpoint needs --base-url: where is it?");
    }
    return ModelSource.otherCheckpoint(url);
  }

  private ParameterException noFolder() {
    return new ParameterException(spec.commandLine(), "Which folder? Say --model-dir DIR, or set coqui.model.dir");
  }
}
