package coqui.pipeline;

import coqui.speech.Passage;
import coqui.text.TextChunk;

/**
 * A chunk of a request.
 *
 * @param passage that it is of
 * @param text what the model is to speak
 */
record PlannedChunk(Passage passage, TextChunk text) {}
