"""CMU Flite by its C library: English voices with the times of the words. Debian: libflite1 (BSD-like licence)."""

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_float, c_int, c_short, c_void_p

import numpy as np

MEAN_PITCH = {"rms": 96.0, "awb": 120.0, "slt": 172.0, "kal16": 105.0}  # Hz, of the voices as they come


class _Wave(Structure):
    _fields_ = (
        ("type", c_char_p),
        ("sample_rate", c_int),
        ("num_samples", c_int),
        ("num_channels", c_int),
        ("samples", POINTER(c_short)),
    )


class _Voice(Structure):
    _fields_ = (("name", c_char_p), ("features", c_void_p))


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libflite.so.1", mode=ctypes.RTLD_GLOBAL)
    for name in ("usenglish", "cmulex"):
        ctypes.CDLL(f"libflite_{name}.so.1", mode=ctypes.RTLD_GLOBAL)
    for name, result, arguments in (
        ("flite_init", c_int, []),
        ("flite_synth_text", c_void_p, [c_char_p, c_void_p]),
        ("delete_utterance", None, [c_void_p]),
        ("utt_wave", POINTER(_Wave), [c_void_p]),
        ("utt_relation", c_void_p, [c_void_p, c_char_p]),
        ("relation_head", c_void_p, [c_void_p]),
        ("item_next", c_void_p, [c_void_p]),
        ("item_daughter", c_void_p, [c_void_p]),
        ("item_last_daughter", c_void_p, [c_void_p]),
        ("ffeature_float", c_float, [c_void_p, c_char_p]),
        ("flite_feat_set_float", None, [c_void_p, c_char_p, c_float]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.flite_init()
    return library


class Flite:
    """Speaks English. One thread only; the library keeps its state for all of a process."""

    def __init__(self) -> None:
        self._flite = _library()
        self._voices: dict[str, int] = {}

    def speak(
        self, text: str, voice: str, *, pitch: float, stretch: float
    ) -> tuple[np.ndarray, int, list[tuple[float, float]]]:
        """Samples [S] int16, their rate, and for each word when it starts and stops (s); no words if flite cut them
        otherwise than at spaces.

        pitch multiplies the voice's own (rms keeps its own), stretch its durations.
        """
        speaker = self._voice(voice)
        features = ctypes.cast(speaker, POINTER(_Voice)).contents.features
        self._flite.flite_feat_set_float(features, b"duration_stretch", stretch)
        self._flite.flite_feat_set_float(features, b"int_f0_target_mean", MEAN_PITCH[voice] * pitch)
        utterance = self._flite.flite_synth_text(text.encode("ascii"), speaker)
        try:
            wave = self._flite.utt_wave(utterance).contents
            samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)).copy()
            times = self._times(utterance)
            return samples, wave.sample_rate, times if len(times) == len(text.split()) else []
        finally:
            self._flite.delete_utterance(utterance)

    def _voice(self, name: str) -> int:
        if name not in self._voices:
            register = getattr(ctypes.CDLL(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
            register.restype, register.argtypes = c_void_p, [c_char_p]
            self._voices[name] = register(None)
        return self._voices[name]

    def _times(self, utterance: int) -> list[tuple[float, float]]:
        times = []
        token = self._flite.relation_head(self._flite.utt_relation(utterance, b"Token"))
        while token:
            first, last = self._flite.item_daughter(token), self._flite.item_last_daughter(token)
            if not first:
                return []
            start = self._flite.ffeature_float(first, b"R:SylStructure.daughter1.daughter1.R:Segment.p.end")
            stop = self._flite.ffeature_float(last, b"R:SylStructure.daughtern.daughtern.R:Segment.end")
            times.append((start, stop))
            token = self._flite.item_next(token)
        return times
