"""Tells of each file whether it is valid by a JSON Schema.

usage: schema.py SCHEMA FILE...

It prints `valid FILE` or `invalid FILE: the first reason` of each; what is not TOML is invalid. It exits with 77 where
jsonschema is not installed.
"""

import json
import sys
import tomllib

# The name of this file may be that of a module of Python.
sys.path.pop(0)
try:
    from jsonschema import Draft4Validator, Draft7Validator
except ImportError:
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft4Validator.check_schema(schema)
Draft7Validator.check_schema(schema)
for path in sys.argv[2:]:
    try:
        with open(path, "rb") as file:
            document = tomllib.load(file)
    except ValueError as error:
        print(f"invalid {path}: {error}")
        continue
    reasons = {
        (error.json_path, error.message)
        for validator in (Draft4Validator, Draft7Validator)
        for error in validator(schema).iter_errors(document)
    }
    print(f"invalid {path}: {sorted(reasons)[0]}" if reasons else f"valid {path}")
