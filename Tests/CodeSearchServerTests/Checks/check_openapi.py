"""Checks a description of an API, and answers against it.

Reads one object: the description, and a list of answers with path, method, status and body.
"""

import json
import sys

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

given = json.load(sys.stdin)
description = given["description"]
validate(description)
faults = 0
for answer in given["answers"]:
    operation = description["paths"][answer["path"]][answer["method"]]
    response = operation["responses"].get(str(answer["status"]))
    if response is None:
        faults += 1
        print(f"{answer['path']}: {answer['status']} is not described")
        continue
    schema = {"components": description["components"], **response["content"]["application/json"]["schema"]}
    for fault in Draft202012Validator(schema).iter_errors(answer["body"]):
        faults += 1
        print(f"{answer['path']} {answer['status']}: {fault.json_path}: {fault.message}")
sys.exit(1 if faults else 0)
