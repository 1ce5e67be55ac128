"""Reads lines of JSON, each a release of FHIR and a resource, and says which are no valid resources."""

import importlib
import json
import sys

MODULES = {"r4": "fhir.resources.R4B", "r5": "fhir.resources"}

faults = 0
for line in sys.stdin:
    case = json.loads(line)
    kind = case["resource"]["resourceType"]
    model = getattr(importlib.import_module(f"{MODULES[case['fhir']]}.{kind.lower()}"), kind)
    try:
        model.model_validate(case["resource"])
    except Exception as fault:
        faults += 1
        print(f"{case['fhir']} {case['name']}: {fault}")
sys.exit(1 if faults else 0)
