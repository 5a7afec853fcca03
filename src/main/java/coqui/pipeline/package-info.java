/**
 * The steps that {@code routes/*.yaml} name: thin processors and strategies, each of which delegates to one room
 * below. A step's javadoc says what it reads from the exchange and what it leaves there. The same steps serve HTTP
 * and the command line, so nothing here knows of either.
 *
 * <p>One text goes: the fields that the contract allows (as asked) → {@code SpeechRequest} (checked, by
 * {@link coqui.pipeline.SpeechRequests}) → {@code List<ChunkRequest>} → {@code AudioClip} a chunk → one
 * {@code AudioClip} → {@link coqui.pipeline.FinishedSpeech}.
 *
 * <p>A request for speech has a place among a bounded number ({@link coqui.pipeline.Admission}), and a
 * {@link coqui.pipeline.RequestLife} that stops its work when nobody waits for it any more.
 *
 * <p>With a cloned voice, {@link coqui.pipeline.CloneRequest} stands in front: recordings, and a
 * {@code SpeechRequest} that gets its voice from them.
 */
package coqui.pipeline;
