// Lets the code of DHAT's viewer build its tree from a file, and prints as JSON
// the figures of the root and of each leaf with its frames, innermost first:
//
//     node dhat.js dh_view.js FILE
//
// SPDX-License-Identifier: GPL-2.0-or-later
"use strict";

const fs = require("fs");
const vm = require("vm");

const [viewer, file] = process.argv.slice(2);
// What of a page buildTree() touches: the list of metrics to sort by.
const page = vm.createContext({ document: {}, window: {} });
vm.runInContext(fs.readFileSync(viewer, "utf8"), page, { filename: viewer });
page.text = fs.readFileSync(file, "utf8");
vm.runInContext(
  `gSelect = { childNodes: gSelectData.map(() => ({})), selectedIndex: 0 };
   gData = JSON.parse(text);
   buildTree();`,
  page
);

const root = vm.runInContext("gRoot", page);
const frames = vm.runInContext("gData.ftbl", page);
const fields = ["_totalBytes", "_totalBlocks", "_atTEndBytes", "_atTEndBlocks",
                "_atTGmaxBytes", "_atTGmaxBlocks"];
const leafFields = fields.concat("_totalLifetimes", "_maxBytes", "_maxBlocks");
const leaves = [];

function visit(node, before) {
  const path = before.concat(node._frames);
  if (node._kids)
    for (const kid of node._kids)
      visit(kid, path);
  else
    leaves.push([path.slice(1).map((frame) => frames[frame]),
                 leafFields.map((field) => node[field])]);
}

visit(root, []);
console.log(JSON.stringify({ root: fields.map((field) => root[field]), leaves,
                             times: vm.runInContext("[gData.tg, gData.te]", page) }));
