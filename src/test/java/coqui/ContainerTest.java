package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import coqui.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The container's description, held to the project that it describes. */
class ContainerTest {

  private static final Path FOLDER = Path.of("config/container");
  private static final String HOME = "/opt/coqui-camel/";
  private static final String CACHE = "/var/cache/coqui-camel";
  private static final String STATE = "/var/lib/coqui-camel";

  /** From the signal to the end: what is in work gets the drain time, Camel a moment, the rest is closed. */
  static final Duration BEYOND_THE_DRAIN_TIME = Duration.ofSeconds(10);

  private final Dockerfile image = Dockerfile.read(FOLDER.resolve("Dockerfile"));
  private final JsonNode compose = new YAMLMapper().readTree(FOLDER.resolve("compose.yaml").toFile());
  private final Settings settings = Settings.load(Map.of());

  ContainerTest() throws IOException {}

  @Test
  void dockerfile_everyImageOfOthers_isPinnedByDigest() {
    Set<String> stages = stages();
    List<String> foreign = image.all("FROM").stream()
        .map(from -> from.words().get(0))
        .filter(name -> !stages.contains(name) && !name.equals("on-${DEVICE}"))
        .toList();

    assertThat(foreign).containsOnly("${DEBIAN}");
    assertThat(image.assignments("ARG").get("DEBIAN")).matches("docker\\.io/\\S+:\\S+-\\d{8}-slim@sha256:[0-9a-f]{64}");
  }

  @Test
  void dockerfile_everyStageThatIsTakenFrom_isThere() {
    Stream<String> from = Stream.of("COPY", "RUN").flatMap(name -> image.all(name).stream())
        .flatMap(instruction -> Stream.concat(
            instruction.option("from"),
            instruction.option("mount").filter(mount -> mount.contains("from="))
                .map(mount -> mount.replaceAll(".*from=([^,]+).*", "$1"))));

    assertThat(stages()).containsAll(from.toList()).contains("on-cpu", "on-cuda");
    assertThat(image.assignments("ARG")).containsEntry("DEVICE", "cpu");
  }

  @Test
  void dockerfile_everythingCopiedFromTheProject_isThereAndSentToTheBuild() throws IOException {
    List<String> sent = Files.readAllLines(FOLDER.resolve("Dockerfile.dockerignore")).stream()
        .filter(line -> line.startsWith("!"))
        .map(line -> line.substring(1))
        .toList();

    assertThat(copiedFromTheProject()).allSatisfy(path -> assertThat(Path.of(path)).exists());
    assertThat(copiedFromTheProject().stream().map(path -> path.replaceAll("/$", "")).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(sent));
  }

  @Test
  void dockerfile_java_isThatOfThePom() throws IOException {
    String release = pom("maven.compiler.release");

    assertThat(image.all("RUN").stream().map(Instruction::rest).filter(run -> run.contains("openjdk-")))
        .isNotEmpty()
        .allSatisfy(run -> assertThat(run).containsPattern("openjdk-" + release + "-j(dk|re)-headless"));
  }

  @Test
  void dockerfile_pytorchForGpus_isThatOfThePom() throws IOException {
    assertThat(image.assignments("ARG")).containsEntry("PYTORCH_VERSION", pom("pytorch.version"));
  }

  @Test
  void dockerfile_everyLibraryUnpacked_isInTheJarsOfThePom() {
    String resources = image.all("RUN").stream().map(Instruction::rest).collect(Collectors.joining());

    // This machine's jars; those of arm64 have the same folders under their own name.
    assertThat(resources).contains("'pytorch/cpu/*/*.so*'", "jnilib/linux-$(uname -m)/cpu/libdjl_torch.so",
        "'jnilib/linux-x86_64/cu128/libdjl_torch.so'");
    assertThat(List.of("jnilib/linux-x86_64/cpu/libdjl_torch.so", "jnilib/linux-aarch64/cpu/libdjl_torch.so",
        "jnilib/linux-x86_64/cu128/libdjl_torch.so"))
        .allSatisfy(library -> assertThat(getClass().getClassLoader().getResource(library)).isNotNull());
    assertThat(image.assignments("ENV")).containsEntry("PYTORCH_FLAVOR", "cu128");   // the last of the two
  }

  @Test
  void dockerfile_environment_namesSettings() throws IOException {
    Map<String, String> environment = image.assignments("ENV");
    Settings inside = Settings.load(Installation.ofThisProgram(), environment, new Properties(), Map.of());

    assertThat(inside.unknownNames()).isEmpty();
    assertThat(inside.cacheDirectory()).isEqualTo(Path.of(CACHE));
    assertThat(inside.speakers().metadataFile()).startsWithRaw(Path.of(CACHE));
    assertThat(inside.voices().directory()).startsWithRaw(Path.of(STATE));
    assertThat(environment).containsEntry("XDG_CACHE_HOME", CACHE);
  }

  @Test
  void dockerfile_whatIsStarted_wasCopied() throws IOException {
    List<String> entry = words(image.last("ENTRYPOINT"));
    List<String> health = words(image.last("HEALTHCHECK").replaceFirst(".*CMD ", ""));

    assertThat(entry).containsExactly(
        "java", "@" + HOME + "java.options", "-jar", HOME + "coqui-camel.jar");
    assertThat(words(image.last("CMD"))).containsExactly("serve");
    assertThat(health).containsExactly(HOME + "ready.sh");
    assertThat(image.last("WORKDIR") + "/").isEqualTo(HOME);
    assertThat(image.all("COPY").stream().map(copy -> copy.words().get(0)))
        .contains("config/container/class-archive.sh", "/build/target/coqui-camel.jar", "/build/target/lib/");
    assertThat(copiedFromTheProject()).contains("config/container/java.options", "config/container/ready.sh");
    assertThat(FOLDER.resolve("ready.sh")).isExecutable();
    assertThat(FOLDER.resolve("class-archive.sh")).isExecutable();
  }

  @Test
  void dockerfile_user_isNotRootAndOwnsWhatIsWritten() throws IOException {
    String made = image.all("RUN").stream().map(Instruction::rest).filter(run -> run.contains("useradd"))
        .collect(Collectors.joining());

    assertThat(image.last("USER")).isEqualTo("10001:10001");
    assertThat(made).contains("groupadd --gid 10001 coqui", "useradd --uid 10001 --gid coqui",
        "install -d -o coqui -g coqui " + CACHE + " /models " + STATE);
    assertThat(words(image.last("VOLUME"))).containsExactlyInAnyOrder("/models", CACHE, STATE);
  }

  @Test
  void dockerfile_ports_areTheServers() {
    assertThat(image.last("EXPOSE").split(" ")).containsExactly(
        Integer.toString(settings.http().port()), settings.all().getProperty("coqui.management.port"));
  }

  @Test
  void javaOptions_areOptionsOfThisJava() throws Exception {
    Process java = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + FOLDER.resolve("java.options"), "-version").redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes());

    assertThat(java.waitFor()).as(said).isZero();
  }

  @Test
  void javaOptions_whatIsWritten_isInTheCache() throws IOException {
    List<String> options = Files.readAllLines(FOLDER.resolve("java.options"));

    assertThat(options).contains(
        "-XX:SharedArchiveFile=" + HOME + "coqui-camel.jsa",
        "-Dorg.bytedeco.javacpp.cachedir=" + CACHE + "/javacpp",
        "-XX:ErrorFile=" + CACHE + "/hs_err_%p.log");
  }

  @Test
  void compose_service_writesWhereTheImageAllows() {
    JsonNode service = compose.at("/services/coqui-camel");
    List<String> volumes = texts(service.path("volumes"));

    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(volumes)
        .containsExactlyInAnyOrder("${COQUI_MODELS:-models}:/models:ro", "cache:" + CACHE, "voices:" + STATE);
    assertThat(texts(service.path("tmpfs"))).singleElement().asString().startsWith("/tmp:");
    assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
  }

  @Test
  void compose_paths_leadToTheProject() {
    JsonNode build = compose.at("/services/coqui-camel/build");

    assertThat(FOLDER.resolve(build.path("context").asText()).normalize()).isEqualTo(Path.of(""));
    assertThat(Path.of(build.path("dockerfile").asText())).isEqualTo(FOLDER.resolve("Dockerfile"));
  }

  @Test
  void compose_environmentAndPorts_areThoseOfTheSettings() throws IOException {
    JsonNode service = compose.at("/services/coqui-camel");
    Map<String, String> environment = new ObjectMapper()
        .convertValue(service.path("environment"), new TypeReference<Map<String, String>>() { });
    Set<String> names = new HashSet<>(environment.keySet());

    assertThat(Settings.load(Installation.ofThisProgram(), names.stream()
            .collect(Collectors.toMap(name -> name, name -> "")), new Properties(), Map.of()).unknownNames()).isEmpty();
    assertThat(texts(service.path("ports")).stream().map(port -> port.replaceAll(".*:", "")))
        .containsExactly(image.last("EXPOSE").split(" "));
  }

  @Test
  void compose_timeToStop_isLongerThanTheDrain() {
    String grace = compose.at("/services/coqui-camel/stop_grace_period").asText();

    assertThat(Duration.parse("PT" + grace))
        .isGreaterThanOrEqualTo(settings.http().drainTime().plus(BEYOND_THE_DRAIN_TIME));
  }

  private Set<String> stages() {
    return image.all("FROM").stream().map(Instruction::words).filter(words -> words.size() == 3)
        .map(words -> words.get(2)).collect(Collectors.toSet());
  }

  private List<String> copiedFromTheProject() {
    List<String> sources = new ArrayList<>();
    image.all("COPY").stream().filter(copy -> copy.option("from").findAny().isEmpty())
        .map(Instruction::words).forEach(words -> sources.addAll(words.subList(0, words.size() - 1)));
    return sources;
  }

  private static List<String> words(String json) throws IOException {
    return new ObjectMapper().readValue(json, new TypeReference<>() { });
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String pom(String property) throws IOException {
    return Files.readString(Path.of("pom.xml")).replaceAll("(?s).*<" + property + ">([^<]+)</" + property + ">.*", "$1");
  }
}
