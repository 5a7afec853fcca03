"""What the formats of openapi.yaml mean, for Schemathesis: values that the service takes.

The schema itself cannot say them: they depend on the checkpoint, or on what can be spoken.
"""
import io
import pathlib
import wave
from xml.sax.saxutils import escape

import schemathesis
from hypothesis import strategies as st

RECORDING = (pathlib.Path(__file__).parents[1] / "resources/reference/xtts/references/voice-a-22k.wav").read_bytes()

# A word that can be spoken in front of whatever is text: no control characters, no halves of surrogate pairs.
schemathesis.openapi.format(
    "speakable-text",
    st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs"]), max_size=60).map(lambda text: "Hello " + text))
schemathesis.openapi.format(
    "ssml",
    st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs"]), max_size=60).map(
        lambda text: "<speak>Hello <break/> " + escape(text) + "</speak>"))
schemathesis.openapi.format("speaker-name", st.sampled_from(["Robert", "Sally"]))
schemathesis.openapi.format("language-tag", st.sampled_from(["en", "EN", "en-GB", "en_US"]))
schemathesis.openapi.format("new-voice-name", st.uuids().map(str))
schemathesis.openapi.format("file-name", st.uuids().map(str))
schemathesis.openapi.format("consent", st.sampled_from(["true", "cons_1234", "Anna agreed on 3 May."]))
schemathesis.openapi.format("recording", st.just(RECORDING))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Says `stream` once: no schema can say that the query and the body must not contradict each other."""
    said = case.body.get("stream") if isinstance(case.body, dict) else None
    if case.query and all(str(value).lower() in ("true", "false") for value in (said, case.query.get("stream"))):
        del case.query["stream"]


@schemathesis.deserializer("audio/wav")
def wav(context, response):
    """Fails on what is no WAV; the schema knows it as a string."""
    with wave.open(io.BytesIO(response.content)) as recording:
        return recording.readframes(recording.getnframes()).hex()
