// MiniSearch: an index in memory, stored as JSON. The bench cuts the snippets.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";

const TOP = 10;
const EXCERPT = 200;
const OPTIONS = { fields: ["title", "heading", "text"], storeFields: ["text"] };

let mini;

export async function build(sections, index) {
  const made = new MiniSearch(OPTIONS);
  made.addAll(sections);
  writeFileSync(join(index, "index.json"), JSON.stringify(made));
}

export async function open(index) {
  mini = MiniSearch.loadJSON(readFileSync(join(index, "index.json"), "utf8"), OPTIONS);
}

export function prepare({ kind, words }) {
  const options = { combineWith: ["or", "question"].includes(kind) ? "OR" : "AND" };
  options.boost = { title: 2, heading: 1.5 };
  if (kind === "prefix") options.prefix = true;
  if (kind === "fuzzy") options.fuzzy = 1;
  if (kind === "fuzzy2") options.fuzzy = 2;
  return { text: words.join(" "), options };
}

export async function search({ text, options }) {
  return mini.search(text, options).slice(0, TOP).map((hit) => ({
    id: hit.id,
    excerpt: excerpt(hit.text, hit.terms),
  }));
}

function excerpt(text, words) {
  const folded = text.toLowerCase();
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...places, text.length) - EXCERPT / 4);
  return text.slice(start, start + EXCERPT);
}
