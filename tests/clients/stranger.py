"""A stranger's program: the OpenAI client as its own documentation uses it, of whichever version is installed.

usage: stranger.py ADDRESS TOKEN; prints one JSON object of what it got.
"""

import base64
import io
import json
import sys
import urllib.request

import openai

address, token = sys.argv[1:]
SIZE = "256x256"


def kind(data):
    """The file format of a picture, by its first bytes."""
    starts = {b"\x89PNG": "png", b"\xff\xd8": "jpeg", b"RIFF": "webp"}
    return next((name for start, name in starts.items() if data.startswith(start)), data[:4].hex())


def of(image):
    return kind(base64.b64decode(image.b64_json))


def error(call):
    try:
        call()
    except openai.APIStatusError as raised:
        return [type(raised).__name__, raised.code, raised.param, bool(raised.request_id)]
    return None


def tried(client, old):
    """What both kinds of client are asked for; `old` names a model of DALL-E's days, whose answers are links."""
    generate = client.images.generate
    links = generate(model=old, prompt="a lighthouse by the sea", n=2, size=SIZE, quality="standard", style="vivid")
    files = [urllib.request.urlopen(image.url).read() for image in links.data]
    raw = client.images.with_raw_response.generate(model="gpt-image-1", prompt="a cat", size=SIZE, quality="low")
    stream = generate(model="gpt-image-1", prompt="a cat", size=SIZE, stream=True, partial_images=1)
    completed = list(stream)[-1]
    return {
        "links": [kind(file) for file in files],
        "notes": "quality" in raw.headers["vignette-notes"],
        "jpeg": of(generate(model="gpt-image-1", prompt="a cat", size=SIZE, output_format="jpeg", output_compression=70).data[0]),
        "webp": of(generate(model="gpt-image-1", prompt="a cat icon", size=SIZE, output_format="webp", background="transparent").data[0]),
        "tokens": generate(model="gpt-image-1", prompt="a cat", size=SIZE).usage.output_tokens,
        "stream": [completed.type, of(completed), completed.usage.total_tokens],
        "wrong size": error(lambda: generate(model="gpt-image-1", prompt="a cat", size="0x0")),
        "refused": error(lambda: generate(model=old, prompt="a gory battlefield", size=SIZE)),
        "no edit": error(lambda: client.images.edit(model="gpt-image-1", image=picture(), prompt="a red hat")),
        "models": "vector-1" in [model.id for model in client.models.list()],
    }


def picture():
    """A 2x1 PNG, as a file a program opened."""
    data = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPkTD7OwMAAAAVPATWvwxlPAAAAAElFTkSuQmCC"
    return ("a.png", io.BytesIO(base64.b64decode(data)), "image/png")


plain = openai.OpenAI(base_url=f"{address}/v1", api_key=token, max_retries=0)
azure = openai.AzureOpenAI(azure_endpoint=address, api_key=token, api_version="2024-10-21", max_retries=0)
newer = openai.OpenAI(base_url=f"{address}/openai/v1/", api_key=token, max_retries=0)
variation = plain.images.create_variation(image=picture(), n=1, response_format="b64_json")
filtered = None
try:
    azure.images.generate(model="dall-e-3", prompt="a gory battlefield")
except openai.BadRequestError as raised:
    filtered = raised.body["inner_error"]["content_filter_results"]["violence"]["filtered"]
wrong = openai.OpenAI(base_url=f"{address}/v1", api_key="vgn_wrong", max_retries=0)
print(json.dumps({
    "openai": tried(plain, "dall-e-3"),
    "azure": tried(azure, "dall-e-3"),
    "newer": of(newer.images.generate(model="gpt-image-1", prompt="a cat", size=SIZE).data[0]),
    "variation": of(variation.data[0]),
    "filtered": filtered,
    "wrong token": error(lambda: wrong.models.list())[0],
}))
