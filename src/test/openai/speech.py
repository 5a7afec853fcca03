"""OpenAI's package for Python against this service: `speech.py BASE_URL speech` or `speech.py BASE_URL patience`."""

import base64
import json
import sys

import openai
from openai import OpenAI

BEGINNINGS = {
    "mp3": b"\xff\xf3",
    "opus": b"OggS",
    "aac": b"\xff\xf1",
    "flac": b"fLaC",
    "wav": b"RIFF",
}
USUAL = {"model": "gpt-4o-mini-tts", "voice": "alloy", "input": "Hello there."}


def formats(client):
    for name, beginning in BEGINNINGS.items():
        file = client.audio.speech.create(**USUAL, response_format=name).content
        assert file.startswith(beginning), (name, file[:8])
    assert len(client.audio.speech.create(**USUAL, response_format="pcm").content) == 24_000


def streaming(client):
    with client.audio.speech.with_streaming_response.create(
        **USUAL, response_format="pcm"
    ) as answer:
        assert answer.headers["content-type"] == "audio/pcm"
        assert answer.headers["x-sample-rate"] == "24000"
        assert sum(len(piece) for piece in answer.iter_bytes(1024)) == 24_000


def events(client):
    with client.audio.speech.with_streaming_response.create(
        **USUAL, response_format="pcm", stream_format="sse"
    ) as answer:
        told = [json.loads(line[len("data: ") :]) for line in answer.iter_lines() if line]
    audio = b"".join(base64.b64decode(event["audio"]) for event in told[:-1])
    assert {event["type"] for event in told[:-1]} == {"speech.audio.delta"}
    assert told[-1]["type"] == "speech.audio.done" and told[-1]["usage"]["input_tokens"] > 0
    assert len(audio) == 24_000


def extensions(client):
    answer = client.audio.speech.with_raw_response.create(
        **USUAL, instructions="Loud!", extra_body={"language": "en", "seed": 7, "stream": False}
    )
    assert answer.headers["x-cache"] == "miss" and answer.headers["x-ignored-fields"] == "instructions"


def errors(client):
    try:
        client.audio.speech.create(**{**USUAL, "voice": "nobody"})
        raise AssertionError("nobody spoke")
    except openai.BadRequestError as refused:
        assert (refused.code, refused.param, refused.type) == (
            "invalid_speaker",
            "voice",
            "invalid_request_error",
        )
        assert refused.request_id
    try:
        client.models.retrieve("nobody")
        raise AssertionError("nobody is there")
    except openai.NotFoundError as refused:
        assert refused.code == "model_not_found"
    assert "tts-1" in [model.id for model in client.models.list()]


def patience(client):
    """Refused first, spoken in the end."""
    for _ in range(3):
        assert client.with_options(max_retries=8).audio.speech.create(**USUAL).content


if __name__ == "__main__":
    openai_client = OpenAI(base_url=sys.argv[1], api_key="none-needed", max_retries=0)
    if sys.argv[2] == "patience":
        patience(openai_client)
    else:
        for part in (formats, streaming, events, extensions, errors):
            part(openai_client)
    print("openai", openai.__version__, "Python", sys.version.split()[0])
