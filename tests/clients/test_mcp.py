"""The official client of the Model Context Protocol against the running server, and against `vignette mcp`."""

import asyncio
import base64
import io
import json
import subprocess
import urllib.error
import urllib.request
import zipfile
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / "target" / "debug" / "vignette"
TOOLS = {"design", "create_image", "refine_design", "fill_document", "illustrate_document", "list_templates", "job_status"}


@asynccontextmanager
async def over_http(server):
    address, token = server
    async with httpx2.AsyncClient(headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        async with streamable_http_client(f"{address}/mcp", http_client=client) as (reading, writing, *_):
            async with ClientSession(reading, writing) as session:
                await session.initialize()
                yield session


@asynccontextmanager
async def over_pipes(data):
    program = StdioServerParameters(command=str(BINARY), args=["mcp", "--data", str(data)], cwd=str(ROOT))
    async with stdio_client(program) as (reading, writing):
        async with ClientSession(reading, writing) as session:
            await session.initialize()
            yield session


def pictures(result):
    shown = [item for item in result.content if item.type == "image"]
    return [Image.open(io.BytesIO(base64.b64decode(item.data))) for item in shown]


async def poster(session):
    assert {tool.name for tool in (await session.list_tools()).tools} == TOOLS
    words = "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀"
    result = await session.call_tool("design", {"prompt": words, "formats": ["png", "pdf"], "seed": 7})
    assert [picture.height > picture.width for picture in pictures(result)] == [True, True], result.content[0]
    assert all(max(picture.size) <= 1754 for picture in pictures(result))
    assert "전사 타운홀" in result.content[0].text
    return json.loads(json.dumps(result.model_dump(by_alias=True)))["structuredContent"]


def test_tools_are_listed_and_a_poster_is_made_and_changed(server):
    async def run():
        async with over_http(server) as session:
            made = await poster(session)
            assert made["status"] == "done" and made["page"].endswith(made["job"])
            link = made["candidates"][0]["files"][0]["url"]
            assert urllib.request.urlopen(link).read(4) == b"\x89PNG"
            changed = await session.call_tool("refine_design", {"job": made["job"], "words": "장소를 3층으로 바꿔줘"})
            assert len(pictures(changed)) == 1 and "3층" in changed.content[0].text
            again = await session.call_tool("job_status", {"job": made["job"]})
            assert len(pictures(again)) == 2

    asyncio.run(run())


def media(document):
    return [name for name in zipfile.ZipFile(io.BytesIO(document)).namelist() if "/media/" in name]


def test_a_template_is_filled_and_a_report_illustrated(server, tmp_path):
    async def run():
        async with over_http(server) as session:
            listed = json.loads((await session.call_tool("list_templates", {})).content[0].text)["templates"]
            report = next(template for template in listed if template["name"] == "report")
            result = await session.call_tool("fill_document", {"template": "report", "data": report["example"]})
            document = base64.b64decode(next(item for item in result.content if item.type == "resource").resource.blob)
            assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(document)).namelist()
            written = tmp_path / "report.docx"
            subprocess.run([BINARY, "write", ROOT / "templates/text/report.md", "-o", written], check=True, cwd=ROOT)
            sent = {"document_base64": base64.b64encode(written.read_bytes()).decode(), "pictures": 1}
            result = await session.call_tool("illustrate_document", sent)
            document = base64.b64decode(next(item for item in result.content if item.type == "resource").resource.blob)
            assert len(media(document)) > len(media(written.read_bytes()))

    asyncio.run(run())


def test_what_a_tool_cannot_do_is_said(server):
    async def run():
        async with over_http(server) as session:
            for name, values, said in [
                ("design", {"prompt": "  "}, "prompt"),
                ("design", {"prompt": "x", "colour": "red"}, "colour"),
                ("fill_document", {"template": "nothing", "data": {}}, "list_templates"),
                ("fill_document", {"template": "report", "data": {}, "save_to": "/tmp/x"}, "save_to"),
                ("job_status", {"job": "job_none"}, "no such job"),
            ]:
                result = (await session.call_tool(name, values)).model_dump(by_alias=True)
                assert result["isError"] and said in result["content"][0]["text"], (name, result)

    asyncio.run(run())


def test_a_program_of_this_machine_may_name_its_files(tmp_path):
    async def run():
        async with over_pipes(tmp_path / "data") as session:
            made = await poster(session)
            assert made["page"] is None
            await session.call_tool("job_status", {"job": made["job"], "save_to": str(tmp_path)})
            assert (tmp_path / f"{made['job']}-2.pdf").read_bytes().startswith(b"%PDF")
            target = tmp_path / "minutes.docx"
            example = json.loads((ROOT / "templates/minutes.sample.json").read_text())
            values = {"template_path": str(ROOT / "templates/minutes.docx"), "data": example, "save_to": str(target)}
            result = (await session.call_tool("fill_document", values)).model_dump(by_alias=True)
            assert not result["isError"], result
            assert zipfile.ZipFile(target).testzip() is None

    asyncio.run(run())


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"token": "vgn_wrong"}, 401), ({"origin": "https://evil.example"}, 403), ({"mcp-protocol-version": "1999-01-01"}, 400)],
)
def test_strangers_and_other_sites_pages_are_refused(server, headers, status):
    address, token = server
    headers = dict(headers)
    if headers:
        headers["authorization"] = f"Bearer {headers.pop('token', token)}"
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    request = urllib.request.Request(f"{address}/mcp", body, {"content-type": "application/json", **headers})
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)
    assert raised.value.code == status
