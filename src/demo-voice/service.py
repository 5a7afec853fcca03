"""Our own service, started for an evaluation and asked over HTTP."""

import io
import json
import os
import shlex
import subprocess
import time
import urllib.error
import urllib.request
import uuid
import wave
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

SAMPLE_RATE = 24_000
START_SECONDS, ANSWER_SECONDS = 300, 300


def wav(sound: Tensor, rate: int) -> bytes:
    """Sound [S], −1 to 1, as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((sound.clamp(-1, 1) * 32767).round().to(torch.int16).numpy().tobytes())
    return file.getvalue()


def sound_of(recording: bytes) -> Tensor:
    """[S] float32 of a 16-bit mono WAV file at 24 kHz."""
    with wave.open(io.BytesIO(recording)) as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, SAMPLE_RATE):
            raise ValueError(f"found {file.getparams()}, expected 16-bit mono at {SAMPLE_RATE} Hz")
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return torch.from_numpy(samples.astype(np.float32) / 32768)


class Service:
    """One server on a checkpoint, from with to its end."""

    def __init__(self, command: str, model: Path, port: int, log: Path) -> None:
        self._command = [*shlex.split(command), "serve", "--model", str(model), "--port", str(port)]
        self._url = f"http://localhost:{port}"
        self._log = log

    def __enter__(self) -> "Service":
        own = {"COQUI_MANAGEMENT_PORT": "0", "COQUI_SPEAKERS_METADATA_FILE": str(self._log.with_suffix(".speakers"))}
        with self._log.open("wb") as log:
            environment = {**os.environ, **own}  # nothing is written beside the checkpoint
            self._process = subprocess.Popen(self._command, stdout=log, stderr=subprocess.STDOUT, env=environment)
        give_up = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > give_up:
                self.__exit__()
                raise RuntimeError(f"the service did not start: {self._log}")
            time.sleep(0.5)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(60)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self._url}/health/ready", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def _ask(self, path: str, body: bytes | None, content_type: str) -> bytes:
        request = urllib.request.Request(self._url + path, body, {"Content-Type": content_type})
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
                return answer.read()
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(f"{path}: {refusal.code} {refusal.read().decode()}") from refusal

    def voices(self) -> list[str]:
        """Names of the built-in ones."""
        return list(json.loads(self._ask("/speakers", None, "application/json"))["speakers"])

    def speak(self, text: str, language: str, speaker: str, seed: int) -> Tensor:
        """[S] at 24 kHz."""
        asked = {"text": text, "language": language, "speaker_id": speaker, "seed": seed, "sample_rate": SAMPLE_RATE}
        return sound_of(self._ask("/tts", json.dumps(asked).encode(), "application/json"))

    def clone(self, text: str, language: str, reference: bytes, seed: int) -> Tensor:
        """[S] at 24 kHz, in the voice of a WAV file."""
        boundary = uuid.uuid4().hex
        fields = {"text": text, "language": language, "seed": seed, "sample_rate": SAMPLE_RATE}
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        file = f'--{boundary}\r\nContent-Disposition: form-data; name="reference_audio"; filename="r.wav"\r\n\r\n'
        body = "".join(parts).encode() + file.encode() + reference + f"\r\n--{boundary}--\r\n".encode()
        return sound_of(self._ask("/voice-clone", body, f"multipart/form-data; boundary={boundary}"))
