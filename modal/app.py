"""coqui-camel on Modal: the Java service in a container with a GPU, its model on a volume.

    modal secret create coqui-api-keys COQUI_API_KEYS=…                # once; 16 characters or more each
    modal run modal/app.py::download_models --agree-to-cpml            # once; agrees to Coqui's licence
    modal deploy modal/app.py

The environment of the one who deploys may have GPU (T4, or A10G), TIMEZONE (of the hours in which a container is kept
warm; UTC) and MEMORY_SNAPSHOT (1 to start from snapshots of memory and GPU; experimental). The checklist, what it costs
and what was never run are in src/docs/modal.md.

Python starts and stops the service, and Modal's own proxy in the container hands it the requests. There this file
stands alone in the home folder, and is loaded once more.
"""

import json
import os
import subprocess
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import modal

APP = "coqui-camel"
GPU = os.environ.get("GPU", "T4")
TIMEZONE = os.environ.get("TIMEZONE", "UTC")
MEMORY_SNAPSHOT = os.environ.get("MEMORY_SNAPSHOT", "0") == "1"

# The image carries them into the container, where this file has to mean the same.
FLAGS = {"GPU": GPU, "TIMEZONE": TIMEZONE, "MEMORY_SNAPSHOT": str(int(MEMORY_SNAPSHOT))}

# ---- The machine ----

CORES = 2.0
MEMORY_GIB = 8  # a heap of 3 GiB; the conversion of a checkpoint, once, reads it through the page cache

# Modal's list prices in USD a second, as others told them by June 2026 (nobody that of the A10G, which is from memory);
# regions and non-preemptible machines cost a multiple.
GPU_PRICES = {"T4": 0.000164, "A10G": 0.000306}
CORE_PRICE = 0.0000131
GIB_PRICE = 0.00000222

if GPU not in GPU_PRICES:
    raise ValueError(f"GPU is '{GPU}', expected one of {', '.join(GPU_PRICES)}")

MACHINE_PRICE = GPU_PRICES[GPU] + CORES * CORE_PRICE + MEMORY_GIB * GIB_PRICE

# ---- The times ----

SECONDS_TO_START = 600  # the first start converts the checkpoint
SECONDS_TO_ANSWER = 300
SECONDS_TO_STOP = 27  # Modal allows 30
SECONDS_TO_DRAIN = 15  # the service takes up to 10 more to end

# ---- The service ----

PORT = 8080
INSTALLATION = "/opt/coqui-camel"
VOLUME = "/models"
MODEL = f"{VOLUME}/coqui/xtts_v2"

JAR = ["-jar", "target/coqui-camel.jar"]  # in INSTALLATION
SERVE = ["java", "-Xmx3g", *JAR, "serve"]
DOWNLOAD = ["java", *JAR, "download", "--model-dir", MODEL]

SETTINGS = {
    "CAMEL_SERVER_HOST": "0.0.0.0",  # Modal looks for the port at the container's address, not at localhost
    "CAMEL_SERVER_PORT": str(PORT),
    "COQUI_MODEL_DIR": MODEL,  # named, since the demo voice would serve where no model is found
    "COQUI_ENGINE_GPU_REQUIRED": "true",
    "COQUI_CACHE_DIR": f"{VOLUME}/coqui/cache",  # converted once for all containers
    "COQUI_SPEAKERS_METADATA_FILE": f"{VOLUME}/coqui/speaker_metadata.json",
    "COQUI_SPEAKERS_VOLUME": VOLUME,  # committed as soon as that file was written
    "COQUI_SERVER_TRUSTED_PROXIES": "1",  # Modal's, which tells the client's address
    "COQUI_REQUEST_TIME_LIMIT": str(SECONDS_TO_ANSWER - 10),  # the service's 504 comes before Modal ends the request
    "CAMEL_MAIN_SHUTDOWN_TIMEOUT": str(SECONDS_TO_DRAIN),
    "COQUI_METRICS_ON_MAIN_PORT": "true",  # the only port that Modal lets anybody reach
    "COQUI_MANAGEMENT_PORT": "",
    "COQUI_COST_GPU_SECOND_USD": f"{MACHINE_PRICE:.6f}",
}

# ---- The image ----

TORCH = "2.7.1"  # pytorch.version in pom.xml: DJL's native code is made for one release of PyTorch
TORCH_FOLDER = "/opt/torch"
LIBRARIES = {
    "DJL_CACHE_DIR": "/opt/djl",
    "PYTORCH_LIBRARY_PATH": f"{TORCH_FOLDER}/torch/lib",  # CUDA's libraries are found from there, by their RPATH
    "PYTORCH_VERSION": TORCH,
    "PYTORCH_FLAVOR": "cu128",  # of DJL's native code, the only one with CUDA; it works with PyTorch's CUDA 12.6
}

# As in config/container/Dockerfile: Debian 12 has Java 17, and ffmpeg, which comes in a jar, is linked with the last three.
DEBIAN = "debian:bookworm-slim"
PACKAGES = ["maven", "openjdk-17-jdk-headless", "libasound2", "libxcb-shm0", "libxcb1"]

REPOSITORY = Path(__file__).resolve().parents[1]  # of the one who deploys

image = (
    modal.Image.from_registry(DEBIAN, add_python="3.12")
    .entrypoint([])
    .apt_install(PACKAGES)
    .pip_install(f"torch=={TORCH}", extra_options=f"--target {TORCH_FOLDER}")
    .workdir(INSTALLATION)
    .add_local_file(REPOSITORY / "pom.xml", f"{INSTALLATION}/pom.xml", copy=True)
    # Without a source the jar is empty, but every library is there: a layer that changes of the source leave alone.
    .run_commands("mvn -B -ntp package -Dmaven.test.skip=true")
    .add_local_dir(REPOSITORY / "src/main", f"{INSTALLATION}/src/main", copy=True)
    .add_local_dir(REPOSITORY / "routes", f"{INSTALLATION}/routes", copy=True)
    .add_local_dir(REPOSITORY / "config", f"{INSTALLATION}/config", copy=True)
    .run_commands("mvn -B -ntp -o package -Dmaven.test.skip=true")
    .env(LIBRARIES | {"LANG": "C.UTF-8"})
    # Fills DJL's cache, and has the demo voice speak on the GPU: where CUDA does not work, nothing is deployed.
    .run_commands(
        "COQUI_ENGINE_GPU_REQUIRED=true COQUI_ENGINE_PRECISION=float16"
        " java -jar target/coqui-camel.jar say 'This is a test.' --out /tmp/test.wav",
        gpu=GPU,
    )
    .env(SETTINGS | FLAGS)
)

app = modal.App(APP)
models = modal.Volume.from_name("coqui-models-v2", create_if_missing=True, version=2)
api_keys = modal.Secret.from_name("coqui-api-keys", required_keys=["COQUI_API_KEYS"])


def start() -> subprocess.Popen[bytes]:
    """Starts the service in a session of its own, so that only stop() ends it: a signal to Python's group does not."""
    return subprocess.Popen(SERVE, cwd=INSTALLATION, start_new_session=True)


def await_ready(service: subprocess.Popen[bytes]) -> None:
    """Returns when the model can speak. Who starts the container limits the time.

    Raises:
        RuntimeError: with the service's own reason, when the model never will.
    """
    while service.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/health/ready", timeout=5):
                return
        except HTTPError as refusal:
            with refusal:
                error = json.load(refusal)["error"]
            if error["code"] != "model_loading":
                raise RuntimeError(error["message"]) from refusal
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.2)
    raise RuntimeError(f"the service ended with status {service.returncode}; its last lines tell why")


def stop(service: subprocess.Popen[bytes]) -> None:
    """Lets requests in work finish, for as long as Modal allows."""
    service.terminate()
    try:
        service.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        service.kill()


@app.cls(
    image=image,
    gpu=GPU,
    cpu=CORES,
    memory=MEMORY_GIB * 1024,
    volumes={VOLUME: models},
    secrets=[api_keys],
    min_containers=1,
    scaledown_window=120,
    timeout=SECONDS_TO_ANSWER,
    startup_timeout=SECONDS_TO_START,
    enable_memory_snapshot=MEMORY_SNAPSHOT,
    experimental_options={"enable_gpu_snapshot": True} if MEMORY_SNAPSHOT else {},
)
@modal.concurrent(max_inputs=10)
class Web:
    """The service behind an address of Modal's."""

    @modal.enter(snap=MEMORY_SNAPSHOT)
    def start(self) -> None:
        """The container gets its first request when this returns, so not before the model is loaded."""
        self.service = start()
        await_ready(self.service)

    @modal.web_server(PORT, startup_timeout=SECONDS_TO_START)
    def web(self) -> None:
        """The service listens since it was started."""

    @modal.exit()
    def stop(self) -> None:
        stop(self.service)


@app.function(image=image, volumes={VOLUME: models}, timeout=3600)
def download_models(agree_to_cpml: bool = False) -> None:
    """Downloads XTTS v2 to the volume, or what is missing of it; only for those who agree to Coqui's licence."""
    agreed = ["--agree-to-cpml"] if agree_to_cpml else []
    try:
        subprocess.run(DOWNLOAD + agreed, cwd=INSTALLATION, check=True)
    finally:
        models.commit()  # what arrived of an interrupted download is where the next one goes on


def keep(containers: int) -> None:
    """Has so many containers of the deployed service wait for requests, until the next deployment or call."""
    modal.Cls.from_name(APP, "Web")().update_autoscaler(min_containers=containers)


@app.function(schedule=modal.Cron("0 8 * * *", timezone=TIMEZONE))
def keep_warm() -> None:
    keep(1)


@app.function(schedule=modal.Cron("0 20 * * *", timezone=TIMEZONE))
def let_sleep() -> None:
    keep(0)
