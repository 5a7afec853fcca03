package coqui.bench;

import coqui.bench.SpeechClient.Spoken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Several clients who ask at the same moment, each once and on a connection of its own. */
final class Crowd {

  private static final int SIGNIFICANT_DIGITS = 3;

  private Crowd() {}

  /**
   * Waits for all answers.
   *
   * @throws IOException if one of them is no recording
   */
  static LoadLevel of(int clients, SpeechClient client, String text) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long began = System.nanoTime();
      List<Future<Spoken>> answers = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        long seed = i;
        answers.add(threads.submit(() -> client.speak(text, seed)));
      }
      Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
      double audioSeconds = 0;
      for (Future<Spoken> answer : answers) {
        Spoken spoken = answer.get();
        latencies.recordValue(Math.round(spoken.seconds() * TimeUnit.SECONDS.toMicros(1)));
        audioSeconds += spoken.audioSeconds();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      return new LoadLevel(clients, audioSeconds, seconds, audioSeconds / seconds,
          seconds(latencies.getValueAtPercentile(50)), seconds(latencies.getValueAtPercentile(95)));
    } catch (ExecutionException e) {
      throw new IOException("with %d clients at once: %s".formatted(clients, e.getCause().getMessage()), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static double seconds(long microseconds) {
    return microseconds / 1e6;
  }
}
