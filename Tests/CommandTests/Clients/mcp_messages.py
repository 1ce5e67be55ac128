"""Holds every answer of `codesearch mcp` against the models of the published schemas of its revision.

usage: mcp_messages.py PROGRAM INDEX
"""

import json
import subprocess
import sys

from mcp_types import methods
from mcp_types.jsonrpc import JSONRPCError, JSONRPCResponse

MODERN = "2026-07-28"
LEGACY = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
REQUESTS = [
    ("tools/list", {}),
    ("tools/call", {"name": "search", "arguments": {"query": "diabetes"}}),
    ("tools/call", {"name": "card", "arguments": {"code": "99213"}}),
    ("tools/call", {"name": "search", "arguments": {}}),
    ("resources/list", {}),
    ("resources/templates/list", {}),
    ("resources/read", {"uri": "codes://icd-10-cm/2026/E11.9"}),
    ("resources/read", {"uri": "codes://icd-10-cm/2026/Q99.99"}),
    ("tools/call", {"name": "none"}),
    ("no/such", {}),
]


def talk(program: str, index: str, messages: list[dict]) -> list[dict]:
    lines = "".join(json.dumps(message) + "\n" for message in messages)
    run = subprocess.run([program, "mcp", "--index", index], input=lines.encode(), capture_output=True, check=True)
    assert run.stderr == b"", run.stderr
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def check(version: str, messages: list[dict], answers: list[dict]) -> None:
    asked = [message for message in messages if "id" in message]
    assert [answer["id"] for answer in answers] == [message["id"] for message in asked]
    for message, answer in zip(asked, answers):
        if "error" in answer:
            JSONRPCError.model_validate(answer)
            print(version, message["method"], answer["error"]["code"])
        else:
            JSONRPCResponse.model_validate(answer)
            methods.validate_server_result(message["method"], version, answer["result"])
            print(version, message["method"], "fits")


def modern(program: str, index: str) -> None:
    meta = {
        "io.modelcontextprotocol/protocolVersion": MODERN,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    requests = [("server/discover", {}), *REQUESTS]
    messages = [
        {"jsonrpc": "2.0", "id": number, "method": method, "params": {**params, "_meta": meta}}
        for number, (method, params) in enumerate(requests)
    ]
    check(MODERN, messages, talk(program, index, messages))


def legacy(program: str, index: str, version: str) -> None:
    client = {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    messages: list[dict] = [
        {"jsonrpc": "2.0", "id": "start", "method": "initialize", "params": client},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": "ping", "method": "ping"},
    ]
    messages += [
        {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        for number, (method, params) in enumerate(REQUESTS)
    ]
    check(version, messages, talk(program, index, messages))


modern(*sys.argv[1:3])
for each in LEGACY:
    legacy(*sys.argv[1:3], each)
