/**
 * What is written becomes what is said: sentences, chunks, normalisation (in {@link coqui.text.normalizer}) and the
 * token ids that the model was trained on. It imports only {@link coqui.speech}.
 *
 * <p>Lengths are counted in code points unless a comment says otherwise. Everything here is immutable, may be called
 * from any thread, and takes time linear in the text, whatever it holds.
 *
 * <p>{@code vocab.json} is the format of Hugging Face's tokenizers library (the writer of Coqui's file):
 * <pre>{@code
 * {"added_tokens": [{"id": 0, "content": "[STOP]"}, …],      special tokens; may also be in vocab only
 *  "model": {"type": "BPE", "unk_token": "[UNK]",
 *            "vocab": {"[STOP]": 0, "a": 14, "th": 31, …},    token → id
 *            "merges": ["t h", …]}}                           by rank; newer files have pairs: ["t", "h"]
 * }</pre>
 */
package coqui.text;
