package coqui.checkpoint;

import java.util.List;

/**
 * How large an XTTS is. What is not here is the same in every one: 80 mel bands, a perceiver of 2 layers with 32
 * latents and 8 heads of 64, a vocoder that up-samples by 8, 8, 2 and 2.
 *
 * @param gptLayers L
 * @param gptWidth D
 * @param gptHeads a divisor of D
 * @param textTokens rows of the text embedding
 * @param audioTokens rows of the audio embedding; the last two are the start and the stop code
 * @param maxTextTokens text positions, less 2
 * @param maxAudioTokens audio positions, less 3
 * @param vocoderChannels after the vocoder's first convolution; a multiple of 16, halved by each up-sampling
 * @param speakerEmbedding E
 * @param speakerBlocks residual blocks in each of the four layers of the speaker encoder
 * @param speakerFilters channels of each of them
 */
public record XttsSizes(
    int gptLayers,
    int gptWidth,
    int gptHeads,
    int textTokens,
    int audioTokens,
    int maxTextTokens,
    int maxAudioTokens,
    int vocoderChannels,
    int speakerEmbedding,
    List<Integer> speakerBlocks,
    List<Integer> speakerFilters) {

  /** The published XTTS v2: 467 million values, 1.87 GB as float32. */
  public static final XttsSizes XTTS_V2 = new XttsSizes(
      30, 1024, 16, 6681, 1026, 402, 605, 512, 512, List.of(3, 4, 6, 3), List.of(32, 64, 128, 256));

  public XttsSizes {
    speakerBlocks = List.copyOf(speakerBlocks);
    speakerFilters = List.copyOf(speakerFilters);
    if (gptWidth % gptHeads != 0 || vocoderChannels % 16 != 0 || speakerBlocks.size() != 4
        || speakerFilters.size() != 4) {
      throw new IllegalArgumentException(
          "sizes do not fit each other: %d heads in %d, %d vocoder channels, %s blocks of %s filters"
          .formatted(gptHeads, gptWidth, vocoderChannels, speakerBlocks, speakerFilters));
    }
  }

  /** The same but for how many codes a chunk can have. Source: Coqui {@code GPT.max_gen_mel_tokens}. */
  public XttsSizes withMostCodes(int codes) {
    return new XttsSizes(gptLayers, gptWidth, gptHeads, textTokens, audioTokens, maxTextTokens, codes + 3,
        vocoderChannels, speakerEmbedding, speakerBlocks, speakerFilters);
  }

  int startAudioToken() {
    return audioTokens - 2;
  }

  int stopAudioToken() {
    return audioTokens - 1;
  }
}
