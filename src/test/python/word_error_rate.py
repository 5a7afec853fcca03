"""Word error rate of recorded sentences, as pocketsphinx hears them with its own free vocabulary.

Reads lines "WAV<tab>SENTENCE" from standard input (16 kHz, 16-bit, mono) and prints one JSON object: the
number of words spoken, the number of edits and, for each recording, the same and what was heard. All processors
listen; what is heard in a recording does not depend on the others. Used by the tests of coqui.listening and by
src/demo-voice/evaluate.py. Needs `pip install pocketsphinx`.
"""

import array
import json
import multiprocessing
import random
import re
import sys
import wave

import pocketsphinx

SILENCE = 4000  # a quarter of a second before and after: the recogniser wants room to settle
NOISE = 1e-4 * 32767  # a little noise, since digital silence makes its cepstra meaningless


def words(text):
    return re.sub(r"[^a-z' ]", " ", text.lower()).split()


def edits(spoken, heard):
    row = list(range(len(heard) + 1))
    for i, word in enumerate(spoken, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]


def recognise(decoder, path):
    with wave.open(path) as recording:
        assert recording.getparams()[:3] == (1, 2, 16000), f"{path} is not 16 kHz 16-bit mono"
        samples = array.array("h", recording.readframes(recording.getnframes()))
    padded = [0] * SILENCE + list(samples) + [0] * SILENCE
    noise = random.Random(0)
    noisy = [sample + noise.gauss(0, NOISE) for sample in padded]
    gain = 0.6 * 32767 / max(1.0, max(abs(sample) for sample in noisy))
    decoder.start_utt()
    decoder.process_raw(array.array("h", [round(gain * sample) for sample in noisy]).tobytes(), full_utt=True)
    decoder.end_utt()
    hypothesis = decoder.hyp()
    return hypothesis.hypstr if hypothesis else ""


def start_listener():
    global decoder
    decoder = pocketsphinx.Decoder(samprate=16000, loglevel="FATAL")


def listen(line):
    path, sentence = line.rstrip("\n").split("\t")
    heard = recognise(decoder, path)
    spoken = words(sentence)
    return {"sentence": sentence, "heard": heard, "words": len(spoken), "edits": edits(spoken, words(heard))}


def main():
    with multiprocessing.Pool(initializer=start_listener) as listeners:
        heard = list(listeners.imap(listen, sys.stdin))
    print(json.dumps({"words": sum(h["words"] for h in heard), "edits": sum(h["edits"] for h in heard), "heard": heard}))


if __name__ == "__main__":
    main()
