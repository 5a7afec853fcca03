"""Offline tests of what modal/app.py declares, with Modal's own package: no account, no token, no network.

ModalAppTest runs them; by hand:

    pip install -r modal/requirements.txt
    python -W error -m unittest discover modal/tests
"""

import shutil
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock, patch

import modal
from loading import REPOSITORY, load, properties

PROPERTIES = properties()


class Declarations:
    """What app.py says to Modal's package while it is loaded, by the name of what it calls; the calls are made, too."""

    def __init__(self, **flags: str) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        spied = {
            modal.App: ("cls", "function"),
            modal.Image: ("pip_install", "run_commands", "add_local_file", "add_local_dir", "env"),
            modal.Volume: ("from_name",),
            modal.Secret: ("from_name",),
            modal: ("concurrent", "web_server", "enter", "Cron"),
        }
        patches = [
            patch.object(owner, name, self._recording(f"{owner.__name__}.{name}", getattr(owner, name)))
            for owner, names in spied.items()
            for name in names
        ]
        for each in patches:
            each.start()
        try:
            self.app = load(**flags)
        finally:
            for each in patches:
                each.stop()

    def _recording(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.calls.append((name, arguments, named))
            return real(*arguments, **named)

        return call

    def all(self, name: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
        return [(arguments, named) for called, arguments, named in self.calls if called == name]

    def one(self, name: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
        (call,) = self.all(name)
        return call


class WebTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.declared = Declarations()
        cls.app = cls.declared.app
        _, cls.web = cls.declared.one("App.cls")

    def test_machine(self) -> None:
        self.assertEqual("T4", self.web["gpu"])
        self.assertEqual((2, 8192), (self.web["cpu"], self.web["memory"]))
        self.assertIs(self.app.image, self.web["image"])

    def test_scaling(self) -> None:
        self.assertEqual((1, 120), (self.web["min_containers"], self.web["scaledown_window"]))
        self.assertEqual((300, 600), (self.web["timeout"], self.web["startup_timeout"]))

    def test_requests_at_a_time_are_those_that_the_service_works_on(self) -> None:
        _, concurrent = self.declared.one("modal.concurrent")
        self.assertEqual({"max_inputs": 10}, concurrent)
        self.assertEqual(PROPERTIES["coqui.admission.in-work"], "10")

    def test_volume_is_of_version_2_and_holds_the_model(self) -> None:
        (name,), options = self.declared.one("Volume.from_name")
        self.assertEqual(("coqui-models-v2", 2), (name, options["version"]))
        self.assertEqual({"/models": self.app.models}, self.web["volumes"])
        self.assertEqual("/models/coqui/xtts_v2", self.app.SETTINGS["COQUI_MODEL_DIR"])

    def test_secret_must_have_the_api_keys(self) -> None:
        (name,), options = self.declared.one("Secret.from_name")
        self.assertEqual(("coqui-api-keys", ["COQUI_API_KEYS"]), (name, options["required_keys"]))
        self.assertEqual([self.app.api_keys], self.web["secrets"])

    def test_port_is_the_services_and_open_to_modal(self) -> None:
        (port,), options = self.declared.one("modal.web_server")
        self.assertEqual(str(port), self.app.SETTINGS["CAMEL_SERVER_PORT"])
        self.assertEqual("0.0.0.0", self.app.SETTINGS["CAMEL_SERVER_HOST"])
        self.assertEqual(600, options["startup_timeout"])

    def test_service_gives_up_before_modal_does(self) -> None:
        self.assertLess(int(self.app.SETTINGS["COQUI_REQUEST_TIME_LIMIT"]), self.web["timeout"])
        drain = int(self.app.SETTINGS["CAMEL_MAIN_SHUTDOWN_TIMEOUT"]) + int(PROPERTIES["coqui.stop.delay"])
        self.assertLess(drain + 10, self.app.SECONDS_TO_STOP)
        self.assertLess(self.app.SECONDS_TO_STOP, 30)


class FlagsTest(unittest.TestCase):
    def test_a10g_changes_machine_image_and_price(self) -> None:
        declared = Declarations(GPU="A10G")
        self.assertEqual("A10G", declared.one("App.cls")[1]["gpu"])
        self.assertEqual(["A10G"], [named["gpu"] for _, named in declared.all("Image.run_commands") if "gpu" in named])
        self.assertEqual("0.000350", declared.app.SETTINGS["COQUI_COST_GPU_SECOND_USD"])

    def test_t4_price_has_processor_and_memory(self) -> None:
        self.assertEqual("0.000208", load().SETTINGS["COQUI_COST_GPU_SECOND_USD"])

    def test_gpu_that_has_no_price_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "GPU is 'H100', expected one of T4, A10G"):
            load(GPU="H100")

    def test_snapshot_is_off_unless_asked_for(self) -> None:
        declared = Declarations()
        self.assertFalse(declared.one("App.cls")[1]["enable_memory_snapshot"])
        self.assertEqual({"snap": False}, declared.one("modal.enter")[1])

    def test_snapshot_is_taken_of_the_loaded_model(self) -> None:
        declared = Declarations(MEMORY_SNAPSHOT="1")
        web = declared.one("App.cls")[1]
        self.assertTrue(web["enable_memory_snapshot"])
        self.assertEqual({"enable_gpu_snapshot": True}, web["experimental_options"])
        self.assertEqual({"snap": True}, declared.one("modal.enter")[1])

    def test_container_reads_the_flags_of_the_deployment(self) -> None:
        deployed = load(GPU="A10G", TIMEZONE="Europe/Berlin", MEMORY_SNAPSHOT="1")
        in_container = load(**deployed.FLAGS)
        self.assertEqual(deployed.FLAGS, in_container.FLAGS)
        self.assertTrue(in_container.MEMORY_SNAPSHOT)


class ScheduleTest(unittest.TestCase):
    def test_container_is_kept_from_8_to_20(self) -> None:
        declared = Declarations(TIMEZONE="Europe/Berlin")
        hours = [(cron, named["timezone"]) for (cron,), named in declared.all("modal.Cron")]
        self.assertEqual([("0 8 * * *", "Europe/Berlin"), ("0 20 * * *", "Europe/Berlin")], hours)

    def test_hours_change_the_deployed_web(self) -> None:
        app = load()
        for scheduled, containers in ((app.keep_warm, 1), (app.let_sleep, 0)):
            with patch.object(modal.Cls, "from_name") as from_name:
                scheduled.local()
            from_name.assert_called_once_with("coqui-camel", "Web")
            from_name.return_value.return_value.update_autoscaler.assert_called_once_with(min_containers=containers)
        self.assertTrue(callable(modal.cls.Obj.update_autoscaler))


class DownloadTest(unittest.TestCase):
    def setUp(self) -> None:
        self.app = load()
        self.enterContext(self.assertWarnsRegex(UserWarning, "executing locally"))

    def downloaded(self, **arguments: bool) -> tuple[list[str], MagicMock]:
        with patch("subprocess.run") as run, patch.object(self.app, "models") as models:
            self.app.download_models.local(**arguments)
        return run.call_args.args[0], models

    def test_licence_is_not_agreed_to_by_itself(self) -> None:
        command, models = self.downloaded()
        self.assertEqual(
            "java -jar target/coqui-camel.jar download --model-dir /models/coqui/xtts_v2", " ".join(command)
        )
        models.commit.assert_called_once_with()

    def test_licence_is_agreed_to_by_the_caller(self) -> None:
        command, _ = self.downloaded(agree_to_cpml=True)
        self.assertEqual("--agree-to-cpml", command[-1])

    def test_volume_keeps_what_arrived_before_a_failure(self) -> None:
        with patch("subprocess.run", side_effect=ConnectionError), patch.object(self.app, "models") as models:
            self.assertRaises(ConnectionError, self.app.download_models.local)
        models.commit.assert_called_once_with()


class ImageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.declared = Declarations()
        cls.app = cls.declared.app

    def test_sources_are_there_and_copied_before_they_are_built(self) -> None:
        copied = self.declared.all("Image.add_local_file") + self.declared.all("Image.add_local_dir")
        sources = {path.relative_to(REPOSITORY).as_posix(): target for (_, path, target), _ in copied}
        self.assertEqual(
            {name: f"/opt/coqui-camel/{name}" for name in ("pom.xml", "src/main", "routes", "config")}, sources
        )
        self.assertTrue(all((REPOSITORY / source).exists() for source in sources))
        self.assertTrue(all(named["copy"] for _, named in copied))

    def test_torch_is_for_djl(self) -> None:
        (_, torch), _ = self.declared.one("Image.pip_install")
        self.assertEqual(f"torch=={self.app.TORCH}", torch)

    def test_settings_come_after_the_build(self) -> None:
        layers = [(name, arguments[-1]) for name, arguments, _ in self.declared.calls if name.startswith("Image.")]
        self.assertEqual(("Image.env", self.app.SETTINGS | self.app.FLAGS), layers[-1])
        libraries = layers.index(("Image.env", self.app.LIBRARIES | {"LANG": "C.UTF-8"}))
        self.assertIn(" say ", layers[libraries + 1][1])

    def test_base_and_packages_are_those_of_the_other_image(self) -> None:
        dockerfile = (REPOSITORY / "config/container/Dockerfile").read_text(encoding="utf-8")
        release, variant = self.app.DEBIAN.removeprefix("debian:").split("-")
        self.assertRegex(dockerfile, rf"debian:{release}-\d+-{variant}")
        self.assertEqual([], [package for package in self.app.PACKAGES if f" {package} " not in dockerfile])

    def test_every_setting_is_one_of_the_service(self) -> None:
        known = {key.upper().replace(".", "_").replace("-", "_") for key in PROPERTIES}
        self.assertEqual(set(), set(self.app.SETTINGS) - known)


class FileTest(unittest.TestCase):
    def test_app_is_loaded_where_it_lies_alone_as_in_the_container(self) -> None:
        with tempfile.TemporaryDirectory() as root:
            app = load(Path(shutil.copy(REPOSITORY / "modal/app.py", root)))
        self.assertEqual("coqui-camel", app.APP)

    def test_folder_does_not_shadow_the_package(self) -> None:
        self.assertEqual([], list((REPOSITORY / "modal").rglob("__init__.py")))


if __name__ == "__main__":
    unittest.main()
