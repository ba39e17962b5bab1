// Validates a JSON file by a JSON Schema, with ajv:
//
//     NODE_PATH=.../node_modules node schema.js SCHEMA FILE
//
// SPDX-License-Identifier: GPL-2.0-or-later
"use strict";

const fs = require("fs");
const Ajv = require("ajv");

const [schema, file] = process.argv
  .slice(2)
  .map((path) => JSON.parse(fs.readFileSync(path, "utf8")));
// Its schema repeats types that a reference gives; that is no mistake.
const validate = new Ajv({ strict: false }).compile(schema);
if (!validate(file)) {
  console.log(validate.errors);
  process.exitCode = 1;
}
