// A system in node: `node serve.mjs NAME build|search INDEX [SECTIONS]`; the same as bench/serve.py.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [name, verb, index, sections] = process.argv.slice(2);
const system = await import(`./${name}.mjs`);

if (verb === "build") {
  const lines = readFileSync(sections, "utf8").trimEnd().split("\n");
  await system.build(lines.map((line) => JSON.parse(line)), index);
} else {
  await system.open(index);
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(JSON.parse(line))));
  }
}

async function answer({ queries, cold }) {
  const seconds = [];
  const found = [];
  for (const query of queries) {
    if (cold) await system.open(index);
    const prepared = system.prepare(query);
    const began = performance.now();
    const hits = await system.search(prepared);
    seconds.push((performance.now() - began) / 1000);
    found.push(hits.map((hit) => hit.id));
  }
  return { seconds, found };
}
