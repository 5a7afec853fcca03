package coqui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coqui.audio.WavFile;
import coqui.pipeline.ToneModel;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code src/docs/examples/kafka.yaml} among the routes of a service; with a real broker where
 * {@code -Dcoqui.kafka=DIR} names a folder with its jars (src/docs/contributing.md).
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KafkaExampleTest {

  private static final String BROKER_JARS = System.getProperty("coqui.kafka", "");

  @TempDir
  Path folder;

  private SpeechService service(String brokers) throws Exception {
    Files.createDirectories(folder.resolve("routes"));
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve("routes").resolve(file.getFileName()));
      }
    }
    Files.copy(Path.of("src/docs/examples/kafka.yaml"), folder.resolve("routes/kafka.yaml"));
    SpeechService service = SpeechService.server(
        Settings.load(new Installation(List.of(folder)), Map.of(), new Properties(), Map.of(
            "camel.server.port", "0", "camel.server.host", "127.0.0.1", "kafka.brokers", brokers,
            "coqui.management.port", "", "coqui.metrics.on-main-port", "true")),
        listener -> new ToneModel());
    service.start().join();
    return service;
  }

  @Test
  void example_amongTheRoutes_starts() throws Exception {
    SpeechService service = service("127.0.0.1:1");
    try {
      String metrics = HttpClient.newHttpClient().send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(service.port()))).build(),
          BodyHandlers.ofString()).body();

      assertThat(metrics).contains("route_id=\"kafka\"");
    } finally {
      service.close();
    }
  }

  @Test
  void requests_ofATopic_areSpokenIntoAnother() throws Exception {
    assumeTrue(!BROKER_JARS.isEmpty(), "no broker: -Dcoqui.kafka=DIR, see src/docs/contributing.md");
    int port = freePort();
    Process broker = broker(port);
    String brokers = "127.0.0.1:" + port;
    Map<String, Object> connection = Map.of("bootstrap.servers", brokers);
    try (Admin admin = Admin.create(new HashMap<>(connection))) {
      admin.createTopics(List.of(new NewTopic("speech-requests", 4, (short) 1),
          new NewTopic("speech-recordings", 1, (short) 1), new NewTopic("speech-errors", 1, (short) 1)))
          .all().get(1, TimeUnit.MINUTES);
      try (var producer = new KafkaProducer<>(new HashMap<>(connection), new StringSerializer(),
          new StringSerializer())) {
        for (int i = 0; i < 10; i++) {
          String request = "{\"text\": \"Number %d.\"}".formatted(i);
          producer.send(new ProducerRecord<>("speech-requests", "good-" + i, request));
        }
        producer.send(new ProducerRecord<>("speech-requests", "bad", "{\"text\": \"\"}")).get();
      }
      SpeechService service = service(brokers);
      try {
        Map<String, byte[]> recordings = received(brokers, "speech-recordings", 10);
        Map<String, byte[]> errors = received(brokers, "speech-errors", 1);

        assertThat(recordings).hasSize(10).containsKey("good-7");
        for (byte[] recording : recordings.values()) {
          assertThat(WavFile.decode(recording).seconds()).isEqualTo(0.5);
        }
        assertThat(new String(errors.get("bad"), StandardCharsets.UTF_8)).contains("\"code\":\"invalid_text\"");
        awaitCommitted(admin, 11);
      } finally {
        service.close();
      }
    } finally {
      broker.destroyForcibly().waitFor();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process broker(int port) throws Exception {
    Path settings = Files.writeString(folder.resolve("broker.properties"), """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%d
        listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%s
        offsets.topic.replication.factor=1
        group.initial.rebalance.delay.ms=0
        """.formatted(port + 1, port, port + 1, folder.resolve("log")));
    String id = "MkU3OEVBNTcwNTJENDM2Qg";
    assertThat(java("kafka.tools.StorageTool", "format", "-t", id, "-c", settings.toString()).waitFor()).isZero();
    return java("kafka.Kafka", settings.toString());
  }

  private Process java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", BROKER_JARS + "/*"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile())).start();
  }

  /** By key; waits until so many are there. */
  private static Map<String, byte[]> received(String brokers, String topic, int count) {
    Map<String, byte[]> received = new HashMap<>();
    try (var consumer = new KafkaConsumer<>(
        new HashMap<>(Map.<String, Object>of("bootstrap.servers", brokers, "group.id", "test-" + topic,
            "auto.offset.reset", "earliest")), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (received.size() < count) {
        for (ConsumerRecord<String, byte[]> one : consumer.poll(Duration.ofSeconds(1))) {
          received.put(one.key(), one.value());
        }
      }
    }
    return received;
  }

  /** Returns when so many requests count as dealt with, so that none of them is spoken again. */
  private static void awaitCommitted(Admin admin, long count) throws Exception {
    long committed;
    do {
      committed = admin.listConsumerGroupOffsets("coqui").partitionsToOffsetAndMetadata().get().values().stream()
          .mapToLong(OffsetAndMetadata::offset).sum();
    } while (committed < count);
  }
}
