package coqui;

import coqui.audio.AudioEncoder;
import coqui.batch.GiveUpTurn;
import coqui.inbox.Inbox;
import coqui.inbox.InboxFailure;
import coqui.inbox.InboxFolders;
import coqui.inbox.InboxListener;
import coqui.inbox.InboxSettings;
import coqui.inbox.PlaceCues;
import coqui.inbox.ReadInboxFile;
import coqui.inbox.WriteOutput;
import coqui.pipeline.InferenceLog;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.Step;
import java.io.IOException;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/** What the route of the inbox names. */
final class InboxBeans implements AutoCloseable {

  private final BatchSettings settings;
  private final Inbox inbox;

  InboxBeans(BatchSettings settings, ModelLoader model, InboxListener listener) {
    this.settings = settings;
    this.inbox = new Inbox(settings.folders(), settings.inbox(), model, listener);
  }

  void bind(Camels camels, ReadInboxFile.Requests requests, AudioEncoder encoder, InferenceLog inferences) {
    InboxFolders folders = settings.folders();
    InboxSettings how = settings.inbox();
    camels.bind("inbox", inbox);
    camels.bind("readInboxFile", new Step(new ReadInboxFile(folders, how, requests)));
    camels.bind("inOrder", new GroupedBodyAggregationStrategy());
    camels.bind("giveUpTurn", new Step(new GiveUpTurn()));
    camels.bind("placeCues", new Step(new PlaceCues(encoder, how)));
    camels.bind("writeOutput", new Step(new WriteOutput(folders, encoder)));
    camels.bind("inboxFailure", new Step(new InboxFailure(inferences)));
  }

  /**
   * Makes sure that the folders can be worked in, where there are any.
   *
   * @throws InvalidSettingException if not
   */
  void open() {
    if (settings.watches()) {
      try {
        inbox.open();
      } catch (IOException e) {
        throw settings.unusable(e);
      }
    }
  }

  @Override
  public void close() {
    inbox.close();
  }
}
