"""The start command of modal/app.py, run as its container runs it, on the CPU: same program, arguments and settings.

Of the settings, only what a container has and this machine does not is another one: the GPU, the mounted volume (a
temporary folder with the demo voice as its model) and the port. Needs a packed service:

    mvn -q package -DskipTests && python -W error -m unittest discover modal/tests

ModalAppTest has another one, of the classes under test; its folder is in INSTALLATION.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import wave
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from loading import REPOSITORY, load

INSTALLATION = Path(os.environ.get("INSTALLATION", REPOSITORY))
KEY = "a-key-of-the-tests"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@unittest.skipUnless((INSTALLATION / "target/coqui-camel.jar").exists(), "no target/coqui-camel.jar: mvn package")
class ServiceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.volume = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.app = load()
        self.app.INSTALLATION = str(INSTALLATION)
        self.app.PORT = free_port()
        settings = {name: value.replace("/models", str(self.volume)) for name, value in self.app.SETTINGS.items()}
        here = {
            "CAMEL_SERVER_PORT": str(self.app.PORT),
            "COQUI_ENGINE_GPU_REQUIRED": "false",
            "COQUI_API_KEYS": KEY,
        }
        self.enterContext(patch.dict(os.environ, settings | here))

    def put_model_on_volume(self) -> None:
        shutil.copytree(REPOSITORY / "src/main/resources/demo", self.volume / "coqui/xtts_v2")

    def started(self) -> subprocess.Popen[bytes]:
        service = self.app.start()
        self.addCleanup(service.wait)
        self.addCleanup(service.kill)
        return service

    def answer(self, path: str, body: dict | None = None, key: str | None = KEY) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        data = json.dumps(body).encode() if body else None
        try:
            with urlopen(Request(f"http://127.0.0.1:{self.app.PORT}{path}", data, headers), timeout=60) as response:
                return response.status, response.read()
        except HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read()

    def await_request_in_work(self) -> None:
        while json.loads(self.answer("/health")[1])["requests"]["in_work"] == 0:
            time.sleep(0.02)

    def test_started_speaks_for_those_with_a_key_and_drains(self) -> None:
        self.put_model_on_volume()
        service = self.started()
        self.app.await_ready(service)

        self.assertEqual(200, self.answer("/health/ready", key=None)[0])
        self.assertEqual(401, self.answer("/tts", {"text": "Hello."}, key=None)[0])
        self.assertEqual(401, self.answer("/metrics", key=None)[0])
        status, metrics = self.answer("/metrics")
        self.assertEqual(200, status)
        self.assertIn(b"coqui_estimated_cost_usd_total", metrics)
        status, recording = self.answer("/tts", {"text": "Hello, this is a test.", "seed": 1})
        self.assertEqual(200, status)
        with wave.open(BytesIO(recording)) as wav:
            self.assertEqual((22050, 1), (wav.getframerate(), wav.getnchannels()))
        self.assertEqual(200, self.answer("/speakers")[0])
        self.assertIn("Robert", (self.volume / "coqui/speaker_metadata.json").read_text(encoding="utf-8"))
        self.assertTrue(list((self.volume / "coqui/cache").glob("*.pt")))

        with ThreadPoolExecutor() as client:
            in_work = client.submit(self.answer, "/tts", {"text": "This is still spoken to its end.", "seed": 2})
            self.await_request_in_work()
            self.app.stop(service)
        self.assertEqual(200, in_work.result()[0])
        self.assertEqual(0, service.returncode)

    def test_model_that_is_missing_ends_the_start_with_the_reason(self) -> None:
        service = self.started()
        with self.assertRaisesRegex(RuntimeError, "coqui/xtts_v2: the folder of the checkpoint is missing"):
            self.app.await_ready(service)

    def test_gpu_that_is_missing_ends_the_start_with_the_reason(self) -> None:
        self.put_model_on_volume()
        os.environ["COQUI_ENGINE_GPU_REQUIRED"] = self.app.SETTINGS["COQUI_ENGINE_GPU_REQUIRED"]
        with self.assertRaisesRegex(RuntimeError, "PyTorch sees no GPU"):
            self.app.await_ready(self.started())

    def test_download_without_agreement_is_refused(self) -> None:
        command = [argument.replace("/models", str(self.volume)) for argument in self.app.DOWNLOAD]
        refused = subprocess.run(
            command, cwd=INSTALLATION, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        self.assertEqual(2, refused.returncode)
        self.assertIn(b"--agree-to-cpml", refused.stderr)

    def test_service_that_ends_ends_the_start(self) -> None:
        os.environ["COQUI_REQUEST_TIME_LIMIT"] = "soon"
        with self.assertRaisesRegex(RuntimeError, "the service ended with status 2"):
            self.app.await_ready(self.started())


if __name__ == "__main__":
    unittest.main()
