package coqui;

import coqui.audio.AudioDecoder;
import coqui.audio.AudioEncoder;
import coqui.audio.LoudnessNormalizer;
import coqui.batch.AwaitTurn;
import coqui.batch.BatchRequests;
import coqui.batch.FinishBatch;
import coqui.batch.ItemSound;
import coqui.batch.ParseItem;
import coqui.batch.ZipItems;
import coqui.cache.AudioCache;
import coqui.checkpoint.CheckpointFolder;
import coqui.contract.OpenApi;
import coqui.contract.RequestSchema;
import coqui.http.openai.OpenAiModels;
import coqui.http.openai.OpenAiSpeechResponse;
import coqui.http.openai.ParseOpenAiSpeech;
import coqui.http.page.Page;
import coqui.http.server.ClosedHeaderFilter;
import coqui.http.server.ErrorResponse;
import coqui.http.server.Health;
import coqui.http.server.Readiness;
import coqui.http.sillytavern.ParseSillyTavernRequest;
import coqui.http.sillytavern.SillyTavernLists;
import coqui.http.sillytavern.SillyTavernSettings;
import coqui.http.tts.AudioDelivery;
import coqui.http.tts.AudioResponse;
import coqui.http.tts.ItemFailed;
import coqui.http.tts.ParseBatchRequest;
import coqui.http.tts.ParseSpeechRequest;
import coqui.http.tts.ShowPlan;
import coqui.http.voices.DeleteVoice;
import coqui.http.voices.ListSpeakers;
import coqui.http.voices.ListVoices;
import coqui.http.voices.ParseCloneRequest;
import coqui.http.voices.ParseNewVoice;
import coqui.http.voices.SavedVoiceResponse;
import coqui.http.voices.Uploads;
import coqui.inbox.ReadInboxFile;
import coqui.message.ErrorMessage;
import coqui.message.ParseMessage;
import coqui.message.RecordingMessage;
import coqui.metrics.ServiceMetrics;
import coqui.pipeline.Admission;
import coqui.pipeline.CrossfadeClips;
import coqui.pipeline.FinishAudio;
import coqui.pipeline.InferenceLog;
import coqui.pipeline.KeepSpeech;
import coqui.pipeline.LevelChunk;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.PlanSpeech;
import coqui.pipeline.RecallSpeech;
import coqui.pipeline.RevalidateSpeakers;
import coqui.pipeline.SaveVoice;
import coqui.pipeline.SpeechKeys;
import coqui.pipeline.SpeechRequests;
import coqui.pipeline.Step;
import coqui.pipeline.StreamSpeech;
import coqui.pipeline.Synthesis;
import coqui.pipeline.VoiceFromReferences;
import coqui.speakers.AfterWrite;
import coqui.speakers.SavedVoices;
import coqui.speakers.SpeakerCatalog;
import coqui.speakers.SpeakerMetadataFile;
import coqui.speakers.VoiceNames;
import coqui.speakers.VolumeCommit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.apache.camel.Processor;

/**
 * What the routes name, made of the settings: the steps of speech, the edge's own, and what they share.
 *
 * <p>One of each, whatever Camels there are; all may be called by many requests at a time.
 */
final class RouteBeans {

  private final Settings settings;
  private final OpenApi contract;
  private final ModelLoader model;
  private final ServiceMetrics metrics;
  private final Executor finishing;
  private final RequestSchema speech;
  private final SpeechRequests requests;
  private final Admission admission;
  private final Uploads uploads;
  private final SpeakerCatalog speakers;
  private final SavedVoices savedVoices;
  private final VoiceNames voiceNames;
  private final AudioEncoder encoder;
  private final InboxBeans inbox;

  /**
   * @param finishing joins and finishes audio
   * @param refreshing reads the speakers' names from the checkpoint, commits the volume
   */
  RouteBeans(Settings settings, OpenApi contract, ModelLoader model, ServiceMetrics metrics, Executor finishing,
      Executor refreshing) {
    this.settings = settings;
    this.contract = contract;
    this.model = model;
    this.metrics = metrics;
    this.finishing = finishing;
    speech = contract.body("/tts", "application/json");
    savedVoices = settings.voices().open(refreshing);
    requests = new SpeechRequests(settings.requests().limits(), settings.requests().defaultSpeaker(),
        settings.audio().sampleRate(), savedVoices);
    admission = new Admission(settings.http().admission(), metrics.speech());
    uploads = new Uploads(contract, settings.http().uploads(), settings.requests().limits().characters());
    speakers = speakers(settings, refreshing);
    voiceNames = new VoiceNames(speakers, savedVoices);
    encoder = new AudioEncoder(settings.http().encoding());
    inbox = new InboxBeans(settings.batches(), model, metrics.inbox());
  }

  private static SpeakerCatalog speakers(Settings settings, Executor refreshing) {
    return new SpeakerCatalog(
        new SpeakerMetadataFile(settings.speakers().metadataFile(),
            () -> CheckpointFolder.speakersIdentity(settings.checkpointDirectory())),
        () -> CheckpointFolder.open(settings.checkpoint()).voices().keySet(),
        Clock.systemUTC(),
        refreshing,
        settings.speakers().volume().<AfterWrite>map(VolumeCommit::new).orElse(AfterWrite.NOTHING));
  }

  /** What the body of {@code POST /tts} may be. */
  RequestSchema speech() {
    return speech;
  }

  /** What becomes of such a body. */
  SpeechRequests requests() {
    return requests;
  }

  Admission admission() {
    return admission;
  }

  InboxBeans inbox() {
    return inbox;
  }

  Uploads uploads() {
    return uploads;
  }

  SpeakerCatalog speakers() {
    return speakers;
  }

  /** Brings what was spoken into other formats; one for all, which bounds its processes. */
  AudioEncoder encoder() {
    return encoder;
  }

  /** Gives all of them to Camels that are made from now on, by the names that the routes have for them. */
  void bind(Camels camels) {
    bindPipeline(camels);
    bindHttp(camels);
    bindOpenAi(camels);
    bindVoices(camels);
    bindSillyTavern(camels);
    camels.bind("listSpeakers", new ListSpeakers(contract.query("get", "/speakers"), speakers, voiceNames));
    camels.bind("revalidateSpeakers", new RevalidateSpeakers(speakers));
  }

  private void bindPipeline(Camels camels) {
    SecureRandom random = new SecureRandom();
    InferenceLog inferences = new InferenceLog(settings.log().texts(), System::nanoTime, metrics.speech());
    Settings.AudioSettings audio = settings.audio();
    LoudnessNormalizer loudness = new LoudnessNormalizer(audio.targetLufs(), audio.truePeakDbfs());
    step(camels, "admission", admission);
    step(camels, "planSpeech",
        new PlanSpeech(model, settings.requests().chunksInFlight(), () -> random.nextLong() & Long.MAX_VALUE,
            inferences));
    camels.bind("synthesis", new Synthesis(model, finishing));
    step(camels, "levelChunk", new LevelChunk(loudness));
    camels.bind("crossfade", new CrossfadeClips(audio.crossfadeSeconds()));
    step(camels, "finishAudio", new FinishAudio(loudness, inferences));
    AudioCache cache = new AudioCache(settings.audioCache(), Clock.systemUTC());
    step(camels, "recallSpeech", new RecallSpeech(model, cache, new SpeechKeys(
        Version.number(), audio.crossfadeSeconds(), audio.targetLufs(), audio.truePeakDbfs()), inferences,
        metrics.speech()));
    step(camels, "keepSpeech", new KeepSpeech(cache));
    step(camels, "voiceFromReferences", new VoiceFromReferences(model,
        new AudioDecoder(settings.http().decoding()), settings.http().decodingAtATime(), settings.voicesKept(),
        metrics.speech()));
    step(camels, "streamSpeech", new StreamSpeech(model, audio.crossfadeSeconds(), loudness, inferences));
    step(camels, "errorResponse", new ErrorResponse(inferences));
    bindBatch(camels, inferences);
  }

  private void bindBatch(Camels camels, InferenceLog inferences) {
    RequestSchema batch = contract.body(ParseBatchRequest.PATH, "application/json");
    BatchRequests batches = new BatchRequests(settings.batches().limits());
    step(camels, "parseBatchRequest", new ParseBatchRequest(
        batch, batches, model, settings.requests().chunksInFlight(), settings.http().stallLimit()));
    camels.bind("awaitTurn", new AwaitTurn(finishing));
    step(camels, "parseItem", new ParseItem(speech, requests, model));
    step(camels, "itemSound", new ItemSound(encoder));
    step(camels, "itemFailed", new ItemFailed(inferences));
    camels.bind("zipItems", new ZipItems());
    camels.bind("finishBatch", new FinishBatch(finishing));
    step(camels, "parseMessage", new ParseMessage(speech, requests, model));   // these three for routes of users' own
    step(camels, "recordingMessage", new RecordingMessage(encoder));
    step(camels, "errorMessage", new ErrorMessage(inferences));
    inbox.bind(camels, new ReadInboxFile.Requests(speech, requests, batch, batches, model,
        settings.requests().chunksInFlight()), encoder, inferences);
  }

  private void bindHttp(Camels camels) {
    camels.bind("headerFilter", new ClosedHeaderFilter());
    step(camels, "parseCloneRequest", new ParseCloneRequest(uploads, requests, model, delivery("/voice-clone")));
    step(camels, "parseSpeechRequest", new ParseSpeechRequest(speech, requests, model, delivery("/tts")));
    step(camels, "showPlan",
        new ShowPlan(contract.body("/tts/plan", "application/json"), requests, model,
            settings.requests().limits().characters()));
    step(camels, "page", new Page());
    step(camels, "audioResponse", new AudioResponse(encoder));
    step(camels, "health", new Health(model, admission, Version.number(), System::nanoTime));
    step(camels, "readiness", new Readiness(model));
  }

  private void bindOpenAi(Camels camels) {
    SpeechRequests asked = new SpeechRequests(settings.requests().limits(), settings.requests().defaultSpeaker(),
        ParseOpenAiSpeech.SAMPLE_RATE, savedVoices, settings.http().openAi().voices());
    step(camels, "parseOpenAiSpeech", new ParseOpenAiSpeech(
        contract.body(ParseOpenAiSpeech.PATH, "application/json"), asked, model, delivery(ParseOpenAiSpeech.PATH)));
    step(camels, "openAiSpeechResponse", new OpenAiSpeechResponse());
    step(camels, "openAiModels", new OpenAiModels(Instant.now()));
    step(camels, "listVoices", new ListVoices(voiceNames));
  }

  private void bindSillyTavern(Camels camels) {
    SillyTavernSettings told =
        new SillyTavernSettings(contract.body("/sillytavern/set_tts_settings", "application/json"));
    AudioDelivery delivery = delivery("/tts");
    step(camels, "sillyTavernLists", new SillyTavernLists(voiceNames));
    step(camels, "sillyTavernSettings", told);
    step(camels, "parseSillyTavernSpeech", ParseSillyTavernRequest.body(requests, model, delivery, told,
        contract.body("/sillytavern/tts_to_audio/", "application/json")));
    step(camels, "parseSillyTavernStream", ParseSillyTavernRequest.query(requests, model, delivery, told,
        contract.query("get", "/sillytavern/tts_stream/")));
    step(camels, "parseSillyTavernSample", ParseSillyTavernRequest.sample(requests, model, delivery));
  }

  private void bindVoices(Camels camels) {
    step(camels, "parseNewVoice", new ParseNewVoice(uploads, voiceNames));
    step(camels, "saveVoice", new SaveVoice(savedVoices));
    step(camels, "savedVoiceResponse", new SavedVoiceResponse());
    step(camels, "deleteVoice", new DeleteVoice(voiceNames));
  }

  private AudioDelivery delivery(String path) {
    return new AudioDelivery(contract.query("post", path), encoder, settings.http().stallLimit());
  }

  private static void step(Camels camels, String name, Processor step) {
    camels.bind(name, new Step(step));
  }
}
