#!/usr/bin/env node
// Asks the questions of scale.sql of the CSV files of a job, or another one, and
// prints the answers as tables:
//
//     scripts/scale.js [--json] 'job/rank-*.csv' [QUESTION]
//
// QUESTION is SQL; it finds the views of scale.sql.
//
// It needs DuckDB: `npm install @duckdb/node-api` here or in NODE_PATH.
//
// SPDX-License-Identifier: GPL-2.0-or-later
"use strict";

const fs = require("fs");
const path = require("path");

function load() {
  try {
    return require("@duckdb/node-api");
  } catch {
    console.error("scale.js: there is no DuckDB; npm install @duckdb/node-api");
    process.exit(2);
  }
}

function columnsOf(rows, names) {
  return names.map((name, i) =>
    [name, ...rows.map((row) => String(row[i] ?? ""))]);
}

function printTable(title, names, rows) {
  const cells = columnsOf(rows, names);
  const widths = cells.map((column) =>
    Math.max(...column.map((cell) => cell.length)));
  const isNumber = cells.map((column) =>
    column.slice(1).every((cell) => /^-?[\d.]*$/.test(cell)));
  if (title)
    console.log(`\n${title}\n`);
  for (let row = 0; row <= rows.length; row++)
    console.log(cells.map((column, i) =>
      isNumber[i] ? column[row].padStart(widths[i])
                  : column[row].padEnd(widths[i])).join("  ").trimEnd());
}

// The title of each question is the comment above it: "-- NAME: what".
function titles(sql) {
  return [...sql.matchAll(/^-- (\w+): (.*)\n(?:SELECT|WITH)/gm)]
    .map((match) => [match[1], match[2]]);
}

function answer(name, title, reader) {
  return { name, title, columns: reader.columnNames(),
           rows: reader.getRowsJson() };
}

async function ask(files, question) {
  const sql = fs.readFileSync(path.join(__dirname, "scale.sql"), "utf8");
  const instance = await load().DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const glob = files.replaceAll("'", "''");
  await connection.run(`SET VARIABLE files = '${glob}'`);
  const statements = await connection.extractStatements(sql);
  const names = titles(sql);
  const views = statements.count - names.length;
  for (let i = 0; i < views; i++)
    await (await statements.prepare(i)).run();
  if (question)
    return [answer("", "", await connection.runAndReadAll(question))];
  const answers = [];
  for (const [name, title] of names)
    answers.push(answer(name, title, await (await statements.prepare(
      views + answers.length)).runAndReadAll()));
  return answers;
}

async function main() {
  const words = process.argv.slice(2);
  const json = words[0] === "--json";
  const [files, question, ...others] = words.slice(json ? 1 : 0);
  if (!files || others.length) {
    console.error("Usage: scale.js [--json] 'FILES' [QUESTION]");
    process.exit(2);
  }
  const answers = await ask(files, question);
  if (json)
    console.log(JSON.stringify(answers));
  else
    for (const { title, columns, rows } of answers)
      printTable(title, columns, rows);
}

main().catch((error) => {
  console.error(`scale.js: ${error.message}`);
  process.exitCode = 2;
});
