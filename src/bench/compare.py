"""Measures Coqui's own package and coqui-camel side by side: same checkpoint, same number of codes, same threads, in
turns within one run, so that whatever else the machine does disturbs both. README.md tells how to run and read it."""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Each is a chunk of its own for coqui-camel. Coqui would put two of them into one, so it is given one at a time.
SENTENCES = [
    "The ferry leaves the harbour shortly after dawn, when the water is still and the gulls sit on the roofs.",
    "A narrow road climbs through the orchards to a village where the baker opens her shop before sunrise.",
    "Most of the letters in the drawer had never been answered, and the ink on the oldest had nearly faded.",
    "She tuned the piano slowly, listening to every string, while the rain ran down the tall windows of the hall.",
    "Beyond the second bridge the river widens, and on warm evenings children swim across it to a small island.",
    "The engineer measured the voltage again, wrote the number into her notebook, and frowned at the machine.",
    "Nobody remembered who had planted the chestnut trees, yet the whole town gathered in their shade in summer.",
    "When the last train had gone, the station master locked the doors, fed the cat and walked home by the canal.",
]
CLIENTS = 10
FIRST_CODES = 20
COQUI_SAMPLE_RATE = 24_000


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


class Coqui:
    """coqui-tts in this process, float32, on the CPU."""

    name = "coqui-tts"

    def __init__(self, checkpoint: Path, threads: int):
        began = time.perf_counter()
        import torch
        from TTS.tts.configs.xtts_config import XttsConfig
        from TTS.tts.models.xtts import Xtts

        torch.set_num_threads(threads)
        config = XttsConfig()
        config.load_json(str(checkpoint / "config.json"))
        self.model = Xtts.init_from_config(config)
        self.model.load_checkpoint(config, checkpoint_dir=str(checkpoint), eval=True, strict=True)
        self.start = time.perf_counter() - began
        self.voice = next(iter(torch.load(checkpoint / "speakers_xtts.pth").values()))
        self.drawing = {name: config[name] for name in ("temperature", "repetition_penalty", "top_k", "top_p")}

    def arguments(self, text: str) -> list:
        return [text, "en", self.voice["gpt_cond_latent"], self.voice["speaker_embedding"]]

    def speak(self, sentences: list[str]) -> tuple[float, float]:
        """Seconds that it took, and seconds of sound."""
        began = time.perf_counter()
        samples = sum(len(self.model.inference(*self.arguments(text), **self.drawing)["wav"]) for text in sentences)
        return time.perf_counter() - began, samples / COQUI_SAMPLE_RATE

    def crowd(self, clients: int) -> tuple[float, float]:
        """It has no batch: clients wait for one another. Speaking for all of them would only repeat what is known."""
        seconds, sound = self.speak(SENTENCES[:1])
        return clients * seconds, clients * sound

    def first_sound(self) -> float:
        began = time.perf_counter()
        stream = self.model.inference_stream(
            *self.arguments(SENTENCES[0]), stream_chunk_size=FIRST_CODES, **self.drawing)
        next(stream)
        return time.perf_counter() - began

    def peak_memory(self) -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


class CoquiCamel:
    """A server of coqui-camel, asked over HTTP."""

    def __init__(self, jar: Path, checkpoint: Path, cache: Path, threads: int, precision: str):
        self.name = f"coqui-camel {precision}"
        settings = {
            "coqui.engine.precision": precision,
            "coqui.engine.threads": threads,
            "coqui.cache.dir": cache / precision,   # of its own: converting for one precision may delete the other's
            "coqui.speakers.metadata-file": cache / "speakers.json",
            "coqui.guard.enabled": "false",   # it would take noise for failed speech, and repeat it
            "coqui.audio-cache.memory-bytes": 0,
            "coqui.request.time-limit": 3600,
            "coqui.log.level": "WARN",
            "coqui.log.format": "text",   # so that it says on standard output that it is ready
            "camel.server.host": "127.0.0.1",
            "coqui.management.port": "",   # two servers run at a time
        }
        self.command = ["java", *(f"-D{key}={value}" for key, value in settings.items()), "-jar", str(jar),
                        "serve", "--port", "0", "--model", str(checkpoint)]
        self.run()
        self.stop()   # the first start converted the checkpoint
        self.start = self.run()

    def run(self) -> float:
        began = time.perf_counter()
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if "listens on http://" in line:
                self.address = line.split("listens on ")[1].split()[0].replace("localhost", "127.0.0.1")
            if line.startswith("Ready"):
                return time.perf_counter() - began
        raise SystemExit(f"{self.name} ended with {self.process.wait()}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def request(self, text: str, **more):
        body = json.dumps({"text": text, "language": "en", "seed": 1, **more}).encode()
        return urllib.request.urlopen(
            urllib.request.Request(f"{self.address}/tts", body, {"Content-Type": "application/json"}))

    def speak(self, sentences: list[str]) -> tuple[float, float]:
        began = time.perf_counter()
        with self.request(" ".join(sentences)) as answer:
            answer.read()
            return time.perf_counter() - began, float(answer.headers["X-Duration-Sec"])

    def crowd(self, clients: int) -> tuple[float, float]:
        began = time.perf_counter()
        with ThreadPoolExecutor(clients) as threads:
            sound = sum(sound for _, sound in threads.map(lambda _: self.speak(SENTENCES[:1]), range(clients)))
        return time.perf_counter() - began, sound

    def first_sound(self) -> float:
        began = time.perf_counter()
        with self.request(SENTENCES[0], stream=True, output_format="pcm") as answer:
            answer.read(1)
            seconds = time.perf_counter() - began
            answer.read()
        return seconds

    def peak_memory(self) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e9
        raise SystemExit("this system tells no peak memory")


def in_turns(name: str, repetitions: int, contestants: list, measure) -> dict[str, float]:
    """The least of each one's figures."""
    figures = {contestant.name: [] for contestant in contestants}
    for _ in range(repetitions):
        for contestant in contestants:
            figure = measure(contestant)
            figures[contestant.name].append(figure)
            say(f"{name}: {contestant.name} {figure:.2f} (load {os.getloadavg()[0]:.1f})")
    return {contestant: min(runs) for contestant, runs in figures.items()}


def factor(spoken: tuple[float, float]) -> float:
    seconds, sound = spoken
    return seconds / sound


def measured(contestants: list, repetitions: int) -> dict[str, dict[str, float]]:
    say("Warming up")
    for contestant in contestants:
        contestant.first_sound()
    figures = {"start, s": {each.name: each.start for each in contestants}}
    for name, times, measure in [
        ("first sound, s", repetitions, lambda each: each.first_sound()),
        ("1 chunk, real-time factor", repetitions, lambda each: factor(each.speak(SENTENCES[:1]))),
        ("8 chunks, real-time factor", 1, lambda each: factor(each.speak(SENTENCES))),
        (f"{CLIENTS} clients, real-time factor", 1, lambda each: factor(each.crowd(CLIENTS))),
    ]:
        figures[name] = in_turns(name, times, contestants, measure)
    figures["peak memory, GB"] = {each.name: each.peak_memory() for each in contestants}
    return figures


def table(figures: dict[str, dict[str, float]]) -> str:
    names = list(next(iter(figures.values())))
    lines = [" | ".join(["", *names, *(f"{name}, times better" for name in names[1:])]),
             " | ".join(["---"] * (2 * len(names)))]
    for figure, values in figures.items():
        base = values[names[0]]
        lines.append(" | ".join([
            figure, *(f"{values[name]:.2f}" for name in names), *(f"{base / values[name]:.1f}" for name in names[1:])]))
    return "\n".join(f"| {line} |" for line in lines)


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--checkpoint", type=Path, required=True)
    arguments.add_argument("--jar", type=Path, default=Path("target/coqui-camel.jar"))
    arguments.add_argument("--cache", type=Path, required=True, help="folder for coqui-camel's converted checkpoints")
    arguments.add_argument("--precision", default="float32,auto", help="of coqui-camel; Coqui's package has float32")
    arguments.add_argument("--threads", type=int, default=os.cpu_count())
    arguments.add_argument("--repetitions", type=int, default=2)
    arguments.add_argument("--json", type=Path, help="write the figures there, too")
    asked = arguments.parse_args()

    load_before = os.getloadavg()[0]
    contestants = []
    try:
        say("Loading coqui-tts")
        contestants.append(Coqui(asked.checkpoint, asked.threads))
        for precision in asked.precision.split(","):
            say(f"Starting coqui-camel, {precision}")
            contestants.append(CoquiCamel(asked.jar, asked.checkpoint, asked.cache, asked.threads, precision))
        figures = measured(contestants, asked.repetitions)
    finally:
        for contestant in contestants[1:]:
            contestant.stop()
    print(f"{processor()}, {os.cpu_count()} cores, {asked.threads} threads each; "
          f"load average {load_before:.2f} before, {os.getloadavg()[0]:.2f} after\n")
    print(table(figures))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
