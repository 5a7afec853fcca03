"""espeak-ng by its C library: many languages and voices, with the times of the words.

Debian: libespeak-ng1, espeak-ng-data (GPL-3, the program and its data; the sound it makes is the user's own).
"""

import ctypes
import itertools
import math
from ctypes import CFUNCTYPE, POINTER, Structure, Union, c_char, c_char_p, c_int, c_short, c_size_t, c_uint, c_void_p

import numpy as np

_RETRIEVAL_AT_ONCE = 2  # AUDIO_OUTPUT_SYNCHRONOUS
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_WORD = 1
_RATE, _PITCH = 1, 3  # espeak_PARAMETER
WORDS_A_MINUTE = 165


class _Id(Union):
    _fields_ = (("number", c_int), ("name", c_char_p), ("string", c_char * 8))


class _Event(Structure):
    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", _Id),
    )


_Callback = CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


class Espeak:
    """Speaks what the installed voices can. One thread only, one object a process: the library has one state."""

    def __init__(self) -> None:
        self._espeak = ctypes.CDLL("libespeak-ng.so.1")
        self._rate = self._espeak.espeak_Initialize(_RETRIEVAL_AT_ONCE, 0, None, _DO_NOT_EXIT)
        if self._rate <= 0:
            raise OSError("espeak-ng does not start: is espeak-ng-data installed?")
        self._pieces: list[np.ndarray] = []
        self._words: list[tuple[int, float]] = []
        self._callback = _Callback(self._hear)  # kept: C calls it
        self._espeak.espeak_SetSynthCallback(self._callback)

    def _hear(self, samples: "ctypes._Pointer[c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        if samples and count > 0:
            self._pieces.append(np.ctypeslib.as_array(samples, (count,)).copy())
        i = 0
        while events[i].type:
            if events[i].type == _WORD:
                self._words.append((events[i].text_position - 1, events[i].audio_position / 1000))
            i += 1
        return 0

    def speak(
        self, text: str, voice: str, *, pitch: float, stretch: float
    ) -> tuple[np.ndarray, int, list[tuple[float, float]]]:
        """Samples [S] int16, their rate, and for each word when it starts and stops (s).

        voice is a language with or without a variant, as in "de+f2"; pitch multiplies the voice's own, stretch its
        durations. Words that espeak-ng reads as one share its time by their letters.
        """
        if self._espeak.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice}")
        # 50 is the voice's own pitch; measured, an octave is 87 more.
        self._espeak.espeak_SetParameter(_PITCH, min(99, max(0, round(50 + 87 * math.log2(pitch)))), 0)
        self._espeak.espeak_SetParameter(_RATE, min(450, max(80, round(WORDS_A_MINUTE / stretch))), 0)
        self._pieces, self._words = [], []
        raw = text.encode()
        self._espeak.espeak_Synth(
            c_char_p(raw), c_size_t(len(raw) + 1), c_uint(0), c_int(0), c_uint(0), c_uint(_UTF8), None, None
        )
        samples = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int16)
        return samples, self._rate, word_times(text, self._words, samples, self._rate)


def word_times(text: str, heard: list[tuple[int, float]], samples: np.ndarray, rate: int) -> list[tuple[float, float]]:
    """When each word of the text starts and stops (s), from the places and moments at which espeak-ng began a word."""
    starts = [i for i in range(len(text)) if text[i] != " " and (i == 0 or text[i - 1] == " ")]
    if not starts:
        return []
    moments = np.full(len(starts), np.nan)
    for place, moment in heard:
        word = int(np.searchsorted(starts, place, "right")) - 1
        if word >= 0 and np.isnan(moments[word]):
            moments[word] = moment
    if np.isnan(moments[0]):
        moments[0] = 0.0
    known = ~np.isnan(moments)
    length = len(samples) / rate
    moments = np.interp([*starts, len(text)], [*np.array(starts)[known], len(text)], [*moments[known], length])
    return [(float(a), _last_sound(samples, rate, float(a), float(b))) for a, b in itertools.pairwise(moments)]


def _last_sound(samples: np.ndarray, rate: int, start: float, stop: float) -> float:
    """Where the sound between two moments ends: a pause belongs to no word."""
    heard = np.flatnonzero(np.abs(samples[int(start * rate) : int(stop * rate)].astype(np.int32)) > 300)
    return start + (int(heard[-1]) + 1) / rate if len(heard) else stop
