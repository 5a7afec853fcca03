package coqui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows between the rooms: {@code cli → bench; metrics → inbox → http → batch → pipeline → ssml → text; message →
 * http; cli, bench, metrics, http, pipeline → speakers, xtts, contract → checkpoint, text, audio → speech}; within http,
 * {@code server → guard, voices; guard → page, sillytavern; openai, sillytavern, voices → tts}, and all to http itself.
 */
@AnalyzeClasses(packages = "coqui", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrows_goOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root").definedBy("coqui")
          .layer("cli").definedBy("coqui.cli..")
          .layer("bench").definedBy("coqui.bench..")
          .layer("download").definedBy("coqui.download..")
          .layer("message").definedBy("coqui.message..")
          .layer("http").definedBy("coqui.http..")
          .layer("metrics").definedBy("coqui.metrics..")
          .layer("inbox").definedBy("coqui.inbox..")
          .layer("batch").definedBy("coqui.batch..")
          .layer("pipeline").definedBy("coqui.pipeline..")
          .layer("contract").definedBy("coqui.contract..")
          .layer("cache").definedBy("coqui.cache..")
          .layer("speakers").definedBy("coqui.speakers..")
          .layer("xtts").definedBy("coqui.xtts..")
          .layer("checkpoint").definedBy("coqui.checkpoint..")
          .layer("ssml").definedBy("coqui.ssml..")
          .layer("text").definedBy("coqui.text..")
          .layer("audio").definedBy("coqui.audio..")
          .layer("speech").definedBy("coqui.speech..")
          .whereLayer("root").mayOnlyBeAccessedByLayers("cli", "bench", "http", "pipeline")
          .whereLayer("cli").mayOnlyBeAccessedByLayers("root")
          .whereLayer("bench").mayOnlyBeAccessedByLayers("cli")
          .whereLayer("download").mayOnlyBeAccessedByLayers("root", "cli")
          .whereLayer("metrics").mayOnlyBeAccessedByLayers("root")
          .whereLayer("message").mayOnlyBeAccessedByLayers("root")
          .whereLayer("http").mayOnlyBeAccessedByLayers("root", "inbox", "message", "cli", "metrics")
          .whereLayer("inbox").mayOnlyBeAccessedByLayers("root", "metrics")
          .whereLayer("batch").mayOnlyBeAccessedByLayers("root", "http", "inbox")
          .whereLayer("pipeline").mayOnlyBeAccessedByLayers(
              "root", "inbox", "message", "cli", "bench", "metrics", "http", "batch")
          .whereLayer("contract").mayOnlyBeAccessedByLayers(
              "root", "inbox", "message", "batch", "cli", "http", "pipeline")
          .whereLayer("cache").mayOnlyBeAccessedByLayers("root", "cli", "pipeline")
          .whereLayer("speakers").mayOnlyBeAccessedByLayers("root", "cli", "metrics", "http", "pipeline")
          .whereLayer("xtts").mayOnlyBeAccessedByLayers("root", "cli", "bench", "metrics", "http", "pipeline")
          .whereLayer("checkpoint").mayOnlyBeAccessedByLayers(
              "root", "inbox", "cli", "bench", "download", "http", "pipeline", "speakers", "xtts")
          .whereLayer("ssml").mayOnlyBeAccessedByLayers("pipeline")
          .whereLayer("text").mayOnlyBeAccessedByLayers("root", "cli", "bench", "http", "pipeline", "ssml", "xtts")
          .whereLayer("audio").mayOnlyBeAccessedByLayers(
              "root", "inbox", "message", "batch", "cli", "bench", "metrics", "http", "pipeline", "xtts");

  @ArchTest
  static final ArchRule arrowsWithinHttp_goOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("common").definedBy("coqui.http")
          .layer("server").definedBy("coqui.http.server")
          .layer("guard").definedBy("coqui.http.guard")
          .layer("openai").definedBy("coqui.http.openai")
          .layer("sillytavern").definedBy("coqui.http.sillytavern")
          .layer("voices").definedBy("coqui.http.voices")
          .layer("tts").definedBy("coqui.http.tts")
          .layer("page").definedBy("coqui.http.page")
          .whereLayer("server").mayNotBeAccessedByAnyLayer()
          .whereLayer("guard").mayOnlyBeAccessedByLayers("server")
          .whereLayer("openai").mayNotBeAccessedByAnyLayer()
          .whereLayer("sillytavern").mayOnlyBeAccessedByLayers("guard")
          .whereLayer("voices").mayOnlyBeAccessedByLayers("server")
          .whereLayer("page").mayOnlyBeAccessedByLayers("guard")
          .whereLayer("tts").mayOnlyBeAccessedByLayers("guard", "openai", "sillytavern", "voices")
          .whereLayer("common").mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule rooms_haveNoCycles =
      slices().matching("coqui.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule speechTextAudioAndCheckpoint_knowNeitherCamelNorTheEngine =
      noClasses().that().resideInAnyPackage(
              "coqui.speech..", "coqui.text..", "coqui.ssml..", "coqui.audio..", "coqui.checkpoint..")
          .should().dependOnClassesThat().resideInAnyPackage("org.apache.camel..", "io.vertx..", "ai.djl..");

  @ArchTest
  static final ArchRule onlyXtts_knowsTheEngine =
      noClasses().that().resideOutsideOfPackage("coqui.xtts..")
          .should().dependOnClassesThat().resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyMetrics_knowsMeters =
      noClasses().that().resideOutsideOfPackages("coqui.metrics..", "coqui")
          .should().dependOnClassesThat().resideInAnyPackage("io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule onlyTheEdge_knowsCamel =
      noClasses().that().resideInAnyPackage(
              "coqui.cache..", "coqui.download..", "coqui.xtts..", "coqui.speakers..", "coqui.contract..")
          .should().dependOnClassesThat().resideInAnyPackage("org.apache.camel..", "io.vertx..");

  @ArchTest
  static final ArchRule onlyTheCommandLine_writesToTheStandardStreams =
      noClasses().that().resideOutsideOfPackage("coqui.cli..")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule names_explainThemselves =
      classes().should().haveNameNotMatching(".*(Utils?|Helper|Manager|Common|Impl|Misc)$");
}
