package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StateDictTest {

  @Test
  void open_twinSavedByTheTrainer_equalsThePlainCheckpoint() {
    try (StateDict plain = StateDict.open(Fixtures.REFERENCE.resolve("model.pth"), CheckpointLimits.DEFAULTS);
        StateDict twin = StateDict.open(Fixtures.TWIN.resolve("model.pth"), CheckpointLimits.DEFAULTS)) {
      assertThat(twin.names()).isEqualTo(plain.names());
      for (String name : Set.copyOf(plain.names())) {
        assertThat(twin.tensor(name).shape()).as(name).isEqualTo(plain.tensor(name).shape());
        assertThat(twin.tensor(name).values()).as(name).isEqualTo(plain.tensor(name).values());
      }
    }
  }
}
