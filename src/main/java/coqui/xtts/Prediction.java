package coqui.xtts;

/**
 * What the GPT says at one place about the next code.
 *
 * @param latent [D] what the vocoder speaks for that code, {@code final_norm} of the place
 * @param logits [V] {@code mel_head} of the latent
 */
record Prediction(float[] latent, float[] logits) {}
