package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speakers.AfterWrite;
import coqui.speakers.SpeakerCatalog;
import coqui.speakers.SpeakerMetadata;
import coqui.speakers.SpeakerMetadataFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes/revalidate-speakers.yaml} as it is, its clock stepped by the test. */
class RevalidateSpeakersTest {

  private static final String ROUTE = "revalidate-speakers";
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  @TempDir Path folder;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private SpeakerMetadataFile file;

  @BeforeEach
  void loadRoutes() throws Exception {
    file = new SpeakerMetadataFile(folder.resolve("speaker_metadata.json"));
    camel.getRegistry().bind("revalidateSpeakers", new RevalidateSpeakers(
        new SpeakerCatalog(file, () -> List.of("New"), () -> NOW, Runnable::run, AfterWrite.NOTHING)));
    for (String name : List.of("errors", ROUTE)) {
      PluginHelper.getRoutesLoader(camel).loadRoutes(
          PluginHelper.getResourceLoader(camel).resolveResource("file:routes/" + name + ".yaml"));
    }
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void route_timer_ticksOnceADayAndNotAtTheStart() {
    RouteDefinition route = camel.getRouteDefinition(ROUTE);
    TimerEndpoint timer = camel.getEndpoint(route.getInput().getEndpointUri(), TimerEndpoint.class);

    assertThat(Duration.ofMillis(timer.getPeriod())).isEqualTo(Duration.ofDays(1));
    assertThat(Duration.ofMillis(timer.getDelay())).isEqualTo(Duration.ofDays(1));
    assertThat(timer.getRepeatCount()).isZero();
  }

  @Test
  void tick_metadataTenDaysOld_isRefreshed() throws Exception {
    file.write(new SpeakerMetadata(List.of("Old"), NOW.minus(Duration.ofDays(10))));
    tick();

    assertThat(file.read()).contains(new SpeakerMetadata(List.of("New"), NOW));
  }

  @Test
  void tick_youngerMetadata_staysAsItIs() throws Exception {
    SpeakerMetadata young = new SpeakerMetadata(List.of("Old"), NOW.minus(Duration.ofDays(10)).plusMillis(1));
    file.write(young);
    tick();

    assertThat(file.read()).contains(young);
  }

  private void tick() throws Exception {
    AdviceWith.adviceWith(camel, ROUTE, route -> route.replaceFromWith("direct:tick"));
    camel.start();
    camel.createProducerTemplate().sendBody("direct:tick", null);
  }
}
