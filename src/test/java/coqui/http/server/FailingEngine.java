package coqui.http.server;

import coqui.Settings;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.DemoCheckpoint;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.SpeechModel;
import coqui.xtts.EngineListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The demo voice with a fault that only shows when it speaks: all its voices are numbers that are none. */
final class FailingEngine {

  private FailingEngine() {}

  /** @param cache where the demo voice is unpacked and converted */
  static SpeechModel model(Path cache) {
    Path checkpoint = DemoCheckpoint.unpack(cache);
    SpeechModel model = CheckpointModel.load(
        "broken", checkpoint, cache, Settings.load(Map.of()).engine(), ConversionProgress.IGNORED, EngineListener.NONE);
    // The arrays are the model's own: nobody else has these voices.
    model.voices().values().forEach(voice -> Arrays.fill(voice.conditioningLatents(), Float.NaN));
    return model;
  }
}
