package coqui.checkpoint;

import coqui.speech.SamplingSettings;
import java.util.List;
import java.util.Map;

/**
 * What {@code config.json} says of a model, as far as speaking needs it. Ranges are checked when the file is read.
 *
 * <p>Component ← member of the file: shapes and tokens come from {@code model_args}, the rest from the top level.
 *
 * @param languages the codes that the model was trained on, in the order of the file
 * @param charLimits characters a chunk by language, below the language's own limit; ours, absent from Coqui's files
 *     and then empty
 * @param sampling defaults: {@code temperature}, {@code top_k}, {@code top_p}, {@code repetition_penalty}
 * @param gptLayers L, {@code gpt_layers}
 * @param gptWidth D, {@code gpt_n_model_channels}
 * @param gptHeads {@code gpt_n_heads}, a divisor of D
 * @param textTokens rows of the text embedding: the size of the vocabulary
 * @param startTextToken {@code [START]} of the vocabulary, put before the text
 * @param stopTextToken {@code [STOP]} of the vocabulary, put behind the text
 * @param audioTokens rows of the audio embedding, {@code gpt_num_audio_tokens}
 * @param startAudioToken {@code gpt_start_audio_token}
 * @param stopAudioToken {@code gpt_stop_audio_token}
 * @param maxAudioTokens {@code gpt_max_audio_tokens}; positions less a few
 * @param maxTextTokens {@code gpt_max_text_tokens}
 * @param codeStrideSamples samples at the input rate that one code stands for, {@code gpt_code_stride_len}
 * @param inputSampleRate Hz of what the model hears, {@code input_sample_rate}
 * @param outputSampleRate Hz of what it speaks, {@code output_sample_rate}
 * @param outputHopSamples {@code output_hop_length}, samples at the input rate a vocoder frame stands for
 * @param decoderWidth channels that the vocoder takes, {@code decoder_input_dim}
 * @param speakerEmbeddingWidth E, {@code d_vector_dim}
 * @param conditionEachUpsampling whether the vocoder adds the speaker in every stage, {@code
 *     cond_d_vector_in_each_upsampling_layer}
 * @param conditioningSeconds of a reference that the GPT hears, {@code gpt_cond_len}
 * @param conditioningChunkSeconds length of the pieces that it hears them in, {@code gpt_cond_chunk_len}
 * @param maxReferenceSeconds what is kept of a reference at all, {@code max_ref_len}
 * @param normalizeReferences whether references are scaled to full amplitude first, {@code sound_norm_refs}
 */
public record XttsConfig(
    List<String> languages,
    Map<String, Integer> charLimits,
    SamplingSettings sampling,
    int gptLayers,
    int gptWidth,
    int gptHeads,
    int textTokens,
    int startTextToken,
    int stopTextToken,
    int audioTokens,
    int startAudioToken,
    int stopAudioToken,
    int maxAudioTokens,
    int maxTextTokens,
    int codeStrideSamples,
    int inputSampleRate,
    int outputSampleRate,
    int outputHopSamples,
    int decoderWidth,
    int speakerEmbeddingWidth,
    boolean conditionEachUpsampling,
    int conditioningSeconds,
    int conditioningChunkSeconds,
    int maxReferenceSeconds,
    boolean normalizeReferences) {

  /** How many weights the products of the GPT's layers have: 12 D² each (attention 4, feed-forward 8). */
  public long gptWeights() {
    return 12L * gptLayers * gptWidth * gptWidth;
  }
}
