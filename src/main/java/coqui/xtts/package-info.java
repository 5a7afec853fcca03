/**
 * XTTS v2 on the device: a voice from recordings, and speech from text tokens and a voice.
 *
 * <p>{@link coqui.xtts.XttsEngine} is what others see. It owns one device thread; whatever touches tensors runs there,
 * and results leave as Java arrays. The model itself is TorchScript ({@code src/main/resources/torchscript}); this
 * package decides what runs when, draws the codes and keeps what a sequence needs.
 *
 * <p>The letters of all shapes, in comments and in the TorchScript:
 * <pre>{@code
 * B rows of a batch      T text tokens          P places of a sequence: conditioning, text, audio codes
 * C audio codes          V different codes      L layers       D width        H heads       K width of a head
 * N conditioning latents M mel bands            F frames       S samples      E speaker embedding
 * }</pre>
 *
 * <p>Chunks are spoken side by side ({@link coqui.xtts.DeviceThread}, {@link coqui.xtts.Utterance}): their prefixes are
 * read in pieces, their codes drawn in common steps, their waveforms generated in windows; where somebody listens, while
 * codes are still being drawn. What comes of one does not depend on the others.
 *
 * <p>{@link coqui.xtts.CodeGuard} watches the codes for the known failures of XTTS; a chunk that has one is spoken once
 * more ({@link coqui.xtts.Utterance}).
 *
 * <p><b>Native memory.</b> Two things live on the device for longer than a call: the model, until the engine closes,
 * and the regions of the {@link coqui.xtts.KvCache}, each until its sequence has all its codes. All else is freed within
 * the call that made it ({@link coqui.xtts.LoadedModel}).
 */
package coqui.xtts;
