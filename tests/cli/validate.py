#!/usr/bin/python3
"""Validates JSON files against a JSON Schema: validate.py SCHEMA FILE...

Prints what is wrong, one line each, and then exits with 1.

SPDX-License-Identifier: GPL-2.0-or-later
"""

import json
import sys

import jsonschema


def main(schema_path, paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)
    wrong = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for error in validator.iter_errors(json.load(file)):
                print(f"{path}: {error.json_path}: {error.message[:200]}")
                wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
