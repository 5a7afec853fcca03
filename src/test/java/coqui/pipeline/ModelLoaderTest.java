package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import coqui.speech.ModelLoadingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {

  private static final Path FOLDER = Path.of("checkpoint");

  private final Deque<Runnable> handedOver = new ArrayDeque<>();   // the background, stepped by the test
  private final Deque<Runnable> again = new ArrayDeque<>();        // further attempts, in due time

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
    AtomicReference<ModelLoader> loader = new AtomicReference<>();
    loader.set(started(() -> {
      loader.get().close();
      return ToneModel.closing(() -> closed.set(true));
    }));
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

  @Test
  void require_secondAttemptWorks_isTheModel() {
    ModelLoader loader = startedTwice(failingOnce());
    handedOver.remove().run();
    again.remove().run();

    assertThat(loader.require()).isInstanceOf(ToneModel.class);
  }

  @Test
  void require_betweenTheAttempts_isLoading() {
    ModelLoader loader = startedTwice(failingOnce());
    handedOver.remove().run();

    assertThatThrownBy(loader::require).isInstanceOf(ModelLoadingException.class);
  }

  @Test
  void require_lastAttemptFails_tellsIt() {
    AtomicInteger attempts = new AtomicInteger();
    ModelLoader loader = startedTwice(() -> {
      throw new ModelLoadException(FOLDER, "attempt " + attempts.incrementAndGet());
    });
    handedOver.remove().run();
    again.remove().run();

    assertThatThrownBy(loader::require).hasMessage("checkpoint: attempt 2");
    assertThat(again).isEmpty();
  }

  @Test
  void close_betweenTheAttempts_endsThem() {
    AtomicInteger attempts = new AtomicInteger();
    ModelLoader loader = startedTwice(() -> {
      attempts.incrementAndGet();
      throw new ModelLoadException(FOLDER, "it is empty");
    });
    handedOver.remove().run();
    loader.close();
    again.remove().run();

    assertThat(attempts).hasValue(1);
  }

  @Test
  void state_ofEachMoment_tellsThePhaseAndTheProblem() {
    ModelLoader loader = startedTwice(failingOnce());
    assertThat(loader.state()).isEqualTo(new ModelState(ModelState.Phase.LOADING, Optional.empty()));
    handedOver.remove().run();
    assertThat(loader.state())
        .isEqualTo(new ModelState(ModelState.Phase.LOADING, Optional.of("checkpoint: it is empty")));
    again.remove().run();
    assertThat(loader.state()).isEqualTo(new ModelState(ModelState.Phase.READY, Optional.empty()));
  }

  @Test
  void state_lastAttemptFails_isFailedWithTheReason() {
    ModelLoader loader = started(() -> { throw new ModelLoadException(FOLDER, "it is empty"); });
    handedOver.remove().run();

    assertThat(loader.state())
        .isEqualTo(new ModelState(ModelState.Phase.FAILED, Optional.of("checkpoint: it is empty")));
  }

  private static Supplier<SpeechModel> failingOnce() {
    AtomicInteger attempts = new AtomicInteger();
    return () -> {
      if (attempts.incrementAndGet() == 1) {
        throw new ModelLoadException(FOLDER, "it is empty");
      }
      return new ToneModel();
    };
  }

  private ModelLoader started(Supplier<SpeechModel> load) {
    return started(1, load);
  }

  private ModelLoader startedTwice(Supplier<SpeechModel> load) {
    return started(2, load);
  }

  private ModelLoader started(int attempts, Supplier<SpeechModel> load) {
    ModelLoader loader = new ModelLoader(FOLDER, attempts, load);
    loader.start(handedOver::add, again::add);
    return loader;
  }
}
