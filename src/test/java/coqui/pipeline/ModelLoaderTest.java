package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import coqui.speech.ModelLoadingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {

  private static final Path FOLDER = Path.of("checkpoint");

  private final Deque<Runnable> handedOver = new ArrayDeque<>();   // the background, stepped by the test

  @Test
  void require_beforeTheLoad_isLoading() {
    ModelLoader loader = started(ToneModel::new);

    assertThatThrownBy(loader::require).isInstanceOf(ModelLoadingException.class);
  }

  @Test
  void require_afterTheLoad_isTheModel() {
    ToneModel model = new ToneModel();
    ModelLoader loader = started(() -> model);
    handedOver.remove().run();

    assertThat(loader.require()).isSameAs(model);
  }

  @Test
  void require_afterAFailedLoad_tellsItEveryTime() {
    ModelLoadException reason = new ModelLoadException(FOLDER, "it is empty");
    ModelLoader loader = started(() -> { throw reason; });
    handedOver.remove().run();

    assertThatThrownBy(loader::require).isSameAs(reason);
    assertThatThrownBy(loader::require).isSameAs(reason);
  }

  @Test
  void require_afterAnErrorOfTheMachine_namesTheFolderAndTheError() {
    ModelLoader loader = started(() -> { throw new UnsatisfiedLinkError("libtorch.so"); });
    handedOver.remove().run();

    assertThatThrownBy(loader::require)
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("checkpoint", "libtorch.so");
  }

  @Test
  void close_whileLoading_freesTheModelWhenItComes() {
    AtomicBoolean closed = new AtomicBoolean();
    ModelLoader loader = started(() -> ToneModel.closing(() -> closed.set(true)));
    loader.close();
    handedOver.remove().run();

    assertThat(closed).isTrue();
  }

  @Test
  void close_whenLoaded_freesTheModel() {
    AtomicBoolean closed = new AtomicBoolean();
    ModelLoader loader = started(() -> ToneModel.closing(() -> closed.set(true)));
    handedOver.remove().run();
    loader.close();

    assertThat(closed).isTrue();
  }

  private ModelLoader started(Supplier<SpeechModel> load) {
    ModelLoader loader = new ModelLoader(FOLDER, load);
    loader.start(handedOver::add);
    return loader;
  }
}
