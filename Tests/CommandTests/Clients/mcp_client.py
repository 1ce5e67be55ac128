"""Talks to `codesearch mcp`, or to a server, with the real client: list, call, read. Prints what a person can check.

usage: mcp_client.py MODE PROGRAM INDEX | mcp_client.py MODE URL      MODE is auto, legacy or a revision
"""

import sys

import anyio
import jsonschema
from mcp import MCPError, StdioServerParameters
from mcp.client.client import Client

DAY = "2026-02-01"
CALLS = [
    ("search", {"query": "limited RPLND", "on": DAY}),
    ("search", {"query": "zzyzx"}),
    ("card", {"code": "e119", "on": DAY}),
    ("card", {"code": "Q99.9"}),
    ("browse", {"code": "E11", "on": DAY}),
    ("check", {"diagnoses": ["E11.9", "I10"], "lines": ["45378", {"code": "99213", "units": 2}], "on": DAY}),
    ("edits", {"code": "45378", "with": ["99213", "38564"], "on": DAY}),
    ("coverage", {"code": "45378", "with": ["E11.9"], "on": DAY}),
    ("guideline", {"query": "I.C.4.a", "on": DAY}),
    ("guideline", {"query": "sequencing of diabetes codes", "on": DAY, "limit": 2}),
    ("crosswalk", {"code": "E11.9", "on": DAY}),
    ("fee", {"code": "99213", "locality": "01112-05", "on": DAY}),
    ("explain", {"query": "J0120", "on": DAY}),
    ("status", {}),
    ("search", {"query": "x", "limit": 0}),
    ("fee", {"code": "99999"}),
]
ADDRESSES = [
    "codes://icd-10-cm/2026/E11.9",
    "guideline://current/I.C.4.a",
    "codes://icd-10-cm/1999/E11.9",
    "elsewhere://x",
]


async def main(mode: str, place: str, *index: str) -> None:
    server = StdioServerParameters(command=place, args=["mcp", "--index", *index]) if index else place
    async with Client(server, mode=mode) as client:
        print("revision", client.protocol_version)
        tools = (await client.list_tools()).tools
        print("tools", " ".join(tool.name for tool in tools))
        for tool in tools:
            jsonschema.Draft202012Validator.check_schema(tool.input_schema)
            jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        inputs = {tool.name: tool.input_schema for tool in tools}
        for name, arguments in CALLS:
            # The client itself holds each structured answer against the tool's output schema.
            result = await client.call_tool(name, arguments)
            text = result.content[0].text
            fits = jsonschema.Draft202012Validator(inputs[name]).is_valid(arguments)
            print("call", name, "error" if result.is_error else "ok", "" if fits else "arguments do not fit the schema")
            if result.is_error:
                print("    ", text)
            else:
                print("    ", " ".join(f"{key}={summary(value)}" for key, value in result.structured_content.items()))
        listed = await client.list_resources()
        print("resources", len(listed.resources), "more" if listed.next_cursor else "all", listed.resources[0].uri)
        templates = (await client.list_resource_templates()).resource_templates
        print("templates", " ".join(template.uri_template for template in templates))
        for address in ADDRESSES:
            try:
                content = (await client.read_resource(address)).contents[0]
                print("read", address, content.mime_type, len(content.text) > 100)
            except MCPError as error:
                print("read", address, "error", error.error.code, error.error.message)


def summary(value: object) -> str:
    """Whether a list or object has anything in it; a text or number by itself."""
    if isinstance(value, (list, dict)):
        return "some" if value else "none"
    return repr(value)


anyio.run(main, *sys.argv[1:])
