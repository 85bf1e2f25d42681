"""The official OpenAI client against the running server, as a stranger's program would use it."""

import base64
import io
import urllib.request

import openai
import pytest
from PIL import Image

@pytest.fixture(scope="module")
def client(server):
    address, token = server
    return openai.OpenAI(base_url=f"{address}/v1", api_key=token, max_retries=0)


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("model", ["dall-e-3", "gpt-image-1", "vector-1"])
def test_a_picture_as_base64(client, model):
    answer = client.images.generate(model=model, prompt="a lighthouse by the sea", size="512x512", response_format="b64_json")
    assert answer.created > 1_700_000_000
    picture = opened(base64.b64decode(answer.data[0].b64_json))
    assert picture.format == "PNG" and picture.size == (512, 512)


def test_several_pictures_as_links_that_need_no_header(client):
    answer = client.images.generate(model="dall-e-2", prompt="바다 위의 등대", n=2, size="256x256", response_format="url")
    files = [urllib.request.urlopen(item.url).read() for item in answer.data]
    assert len(files) == 2 and files[0] != files[1]
    assert all(opened(file).size == (256, 256) for file in files)


def test_a_variation_of_a_picture(client):
    picture = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((96, 64)).save(picture, "PNG")
    picture.name, _ = "a.png", picture.seek(0)
    answer = client.images.create_variation(image=picture, n=2, response_format="b64_json")
    assert [opened(base64.b64decode(item.b64_json)).size for item in answer.data] == [(96, 64)] * 2


def test_an_edit_without_a_checkpoint_says_what_is_missing(client):
    picture = io.BytesIO()
    Image.new("RGBA", (64, 64), (9, 99, 199, 0)).save(picture, "PNG")
    picture.name, _ = "a.png", picture.seek(0)
    with pytest.raises(openai.BadRequestError) as raised:
        client.images.edit(model="gpt-image-1", image=picture, prompt="a red hat")
    assert (raised.value.code, raised.value.param) == ("cannot_edit", "model")


def test_the_models_are_listed(client):
    assert "vector-1" in [model.id for model in client.models.list()]


@pytest.mark.parametrize(
    ("change", "error", "param"),
    [
        ({"prompt": ""}, openai.BadRequestError, "prompt"),
        ({"n": 0}, openai.BadRequestError, "n"),
        ({"n": 11}, openai.BadRequestError, "n"),
        ({"size": "0x512"}, openai.BadRequestError, "size"),
        ({"size": "9000x9000"}, openai.BadRequestError, "size"),
        ({"model": "nothing-1"}, (openai.BadRequestError, openai.NotFoundError), "model"),
        ({"response_format": "tiff"}, openai.BadRequestError, "response_format"),
    ],
)
def test_a_wrong_field_is_named(client, change, error, param):
    request = {"model": "dall-e-3", "prompt": "a lighthouse", "size": "512x512", **change}
    with pytest.raises(error) as caught:
        client.images.generate(**request)
    assert caught.value.param == param and caught.value.message


def test_a_wrong_token_is_refused(server):
    address, _ = server
    with pytest.raises(openai.AuthenticationError):
        openai.OpenAI(base_url=f"{address}/v1", api_key="vgn_wrong", max_retries=0).models.list()


def test_a_refused_prompt_says_so(client):
    with pytest.raises(openai.BadRequestError) as caught:
        client.images.generate(model="gpt-image-1", prompt="a nude portrait", size="512x512")
    assert caught.value.code in ("moderation_blocked", "content_policy_violation")
