"""How the tests load app.py, and the settings that it has to agree with."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

REPOSITORY = Path(__file__).resolve().parents[2]
FLAGS = ("GPU", "TIMEZONE", "MEMORY_SNAPSHOT")


def load(file: Path = REPOSITORY / "modal/app.py", **flags: str) -> ModuleType:
    """Loads app.py as the one who deploys it does, with these flags and no others."""
    specification = importlib.util.spec_from_file_location("app", file)
    module = importlib.util.module_from_spec(specification)
    environment = {name: value for name, value in os.environ.items() if name not in FLAGS}
    with patch.dict(os.environ, environment | flags, clear=True):
        specification.loader.exec_module(module)
    return module


def properties() -> dict[str, str]:
    """Every setting of the service, with its default."""
    lines = (REPOSITORY / "config/application.properties").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line.strip() and not line.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in pairs}
