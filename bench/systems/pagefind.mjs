// Pagefind's JavaScript, which it writes beside its index; reads files where a browser fetches them.
// It knows pages only, treats each word as a prefix, and joins words by AND.

import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const TOP = 10;

let pagefind;

globalThis.fetch = async (url) =>
  new Response(await readFile(fileURLToPath(String(url).split("?")[0])));

export async function open(index) {
  const base = pathToFileURL(`${index}/`).href;
  pagefind = await import(`${base}pagefind.js`);
  await pagefind.options({ basePath: base, baseUrl: "/" });
  await pagefind.init("en");
}

export function prepare({ kind, words }) {
  return kind === "phrase" ? `"${words.join(" ")}"` : words.join(" ");
}

export async function search(text) {
  const { results } = await pagefind.search(text);
  const best = await Promise.all(results.slice(0, TOP).map((result) => result.data()));
  return best.map((page) => ({ id: page.url, excerpt: page.excerpt }));
}
