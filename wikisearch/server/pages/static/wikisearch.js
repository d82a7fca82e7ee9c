// @ts-check
/**
 * The search box of wikisearch: suggestions and results while a person types.
 *
 * The pages of the server work without this module. Other sites load it for <wikisearch-box>.
 */

/** @typedef {{label: string, note: string, href: string}} Option */
/** @typedef {{id: string, title: string, url: string, category: string, alias: string | null}} Suggestion */
/** @typedef {{title: string, anchor: string, url: string, hierarchy: string[], excerpt: string}} SectionHit */
/** @typedef {{id: string, title: string, url: string, category: string, definition: string, excerpt: string, sections: SectionHit[]}} Hit */

const SUGGESTIONS = 8;
const SUGGEST_PAUSE = 80; // milliseconds after a key; none after the first letter
const RESULTS_PAUSE = 150;
const FRAGMENT = { Accept: "text/html; fragment=1" };

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} [attributes]
 * @param {...(string | Node)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Runs one request at a time: a new one ends the one before it, whose answer nobody sees. */
class Latest {
  #controller = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** End the request that waits or runs. */
  cancel() {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  /**
   * Run a request after a pause. An answer that comes after the next call is dropped.
   * @template Value
   * @param {number} pause
   * @param {(signal: AbortSignal) => Promise<Value>} request
   * @param {(value: Value) => void} use
   * @param {(error: unknown) => void} fail
   */
  run(pause, request, use, fail) {
    this.cancel();
    const { signal } = (this.#controller = new AbortController());
    this.#timer = setTimeout(async () => {
      try {
        const value = await request(signal);
        if (!signal.aborted) use(value);
      } catch (error) {
        if (!signal.aborted) fail(error);
      }
    }, pause);
  }
}

/** Tells screen readers a short text; two regions in turn, so that a repeated text is read too. */
class Announcer {
  #regions = [0, 1].map(() => element("span", { role: "status", class: "unseen" }));
  #turn = 0;

  /** @param {Node} parent */
  constructor(parent) {
    for (const region of this.#regions) parent.appendChild(region);
  }

  /** @param {string} text */
  say(text) {
    this.#regions[this.#turn].textContent = "";
    this.#turn = 1 - this.#turn;
    this.#regions[this.#turn].textContent = text;
  }
}

/** The combobox of WAI-ARIA: an editable text, a list of suggestions, and manual selection. */
class Combobox {
  #latest = new Latest();
  /** @type {Option[]} */
  #options = [];
  #active = -1;
  #before = "";

  /**
   * @param {HTMLInputElement} input
   * @param {(text: string, signal: AbortSignal) => Promise<Option[]>} find
   * @param {Announcer} announcer
   */
  constructor(input, find, announcer) {
    this.input = input;
    this.find = find;
    this.announcer = announcer;
    this.list = element("ul", {
      role: "listbox",
      id: `${input.id}-options`,
      class: "options",
      "aria-label": "Suggestions",
    });
    this.list.hidden = true;
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    this.#before = input.value;
    input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#typed();
    });
    input.addEventListener("compositionend", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus
    this.list.addEventListener("click", (event) => this.#clicked(event));
  }

  /** Close the list, and end the request for suggestions. */
  close() {
    this.#latest.cancel();
    this.#activate(-1);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  #typed() {
    const isFirst = !this.#before;
    this.#before = this.input.value;
    this.#activate(-1);
    this.#latest.cancel();
    if (this.input.value.trim()) this.#open(isFirst ? 0 : SUGGEST_PAUSE);
    else this.close();
  }

  /**
   * @param {number} pause
   * @param {number} [active] option to go to; -1 for none, -2 for the last one
   */
  #open(pause, active = -1) {
    const text = this.input.value;
    this.#latest.run(
      pause,
      (signal) => this.find(text, signal),
      (options) => this.#show(text, options, active),
      () => this.close(),
    );
  }

  /**
   * @param {string} text that the options complete
   * @param {Option[]} options
   * @param {number} active
   */
  #show(text, options, active) {
    this.#activate(-1);
    this.list.dataset.text = text;
    this.#options = options;
    this.list.replaceChildren(...options.map((option, position) => this.#row(option, position)));
    const isOpen = options.length > 0;
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    const count = options.length;
    this.announcer.say(count ? `${count} suggestion${count === 1 ? "" : "s"}` : "No suggestions");
    if (isOpen) this.#activate(active === -2 ? count - 1 : active);
  }

  /**
   * @param {Option} option
   * @param {number} position
   */
  #row({ label, note }, position) {
    const id = `${this.list.id}-${position}`;
    const row = element("li", { role: "option", id, "aria-selected": "false" });
    row.append(element("span", { dir: "auto" }, label));
    if (note) row.append(element("span", { dir: "auto", class: "quiet" }, note));
    return row;
  }

  /** @param {number} position of the option, or -1 for the text itself */
  #activate(position) {
    this.list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = position;
    const row = this.list.children[position];
    if (!row) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.id);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    if (this.#handled(event)) event.preventDefault();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key has done its work
   */
  #handled(event) {
    const isOpen = !this.list.hidden;
    const last = this.#options.length - 1;
    switch (event.key) {
      case "ArrowDown":
        if (!isOpen) this.#open(0, event.altKey ? -1 : 0);
        else if (!event.altKey) this.#activate(this.#active < last ? this.#active + 1 : 0);
        return true;
      case "ArrowUp":
        if (isOpen && event.altKey) this.close();
        else if (!isOpen) this.#open(0, -2);
        else this.#activate(this.#active > 0 ? this.#active - 1 : last);
        return true;
      case "Home":
      case "End":
        if (this.#active < 0) return false;
        this.#activate(event.key === "Home" ? 0 : last);
        return true;
      case "Enter":
        if (this.#active < 0) {
          this.close();
          return false;
        }
        this.#choose(this.#options[this.#active]);
        return true;
      case "Escape":
        if (isOpen) this.close();
        else if (this.input.value) {
          this.input.value = "";
          this.input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        } else return false;
        return true;
      default:
        return false;
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const row = event.target instanceof Element && event.target.closest("[role=option]");
    const option = row && this.#options[[...this.list.children].indexOf(row)];
    if (option) this.#choose(option, event.ctrlKey || event.metaKey);
  }

  /**
   * @param {Option} option
   * @param {boolean} [inTab]
   */
  #choose(option, inTab = false) {
    this.close();
    if (inTab) open(option.href, "_blank", "noopener");
    else location.assign(option.href);
  }
}

/** The API of a server. */
class Api {
  /** @param {string} root URL of its start page, without a slash at its end */
  constructor(root) {
    this.root = root;
  }

  /**
   * @param {string} path
   * @param {Record<string, string>} values
   * @param {AbortSignal} signal
   * @returns {Promise<any>}
   */
  async get(path, values, signal) {
    const url = `${this.root}/api/v1/${path}?${new URLSearchParams(values)}`;
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  }

  /**
   * @param {string} text
   * @param {AbortSignal} signal
   * @returns {Promise<Option[]>}
   */
  async suggest(text, signal) {
    const found = await this.get("suggest", { q: text, limit: String(SUGGESTIONS) }, signal);
    return found.suggestions.map((/** @type {Suggestion} */ each) => ({
      label: each.alias ?? each.title,
      note: each.alias ? each.title : each.category,
      href: this.href(each.id, each.url),
    }));
  }

  /**
   * The address of a page: the reader view of the server, with the anchor of another address.
   * @param {string} id
   * @param {string} url
   */
  href(id, url) {
    const path = id.split("/").map(encodeURIComponent).join("/");
    const hash = url.indexOf("#");
    return `${this.root}/term/${path}${hash < 0 ? "" : url.slice(hash)}`;
  }
}

/** The API of a server, for a page of another site: published pages are better than the reader. */
class PublicApi extends Api {
  /**
   * @override
   * @param {string} id
   * @param {string} url
   */
  href(id, url) {
    return /^https?:/i.test(url) ? url : super.href(id, url);
  }
}

/** Replaces the results of the page while a person types; the address says what is shown. */
class LiveResults {
  #latest = new Latest();
  #isDraft = false;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {HTMLElement} place
   * @param {Announcer} announcer
   */
  constructor(form, input, place, announcer) {
    this.form = form;
    this.input = input;
    this.place = place;
    this.announcer = announcer;
    this.title = document.querySelector(".brand")?.textContent ?? "";
    history.scrollRestoration = "manual";
    input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#typed(RESULTS_PAUSE);
    });
    input.addEventListener("compositionend", () => this.#typed(RESULTS_PAUSE));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#typed(0);
      this.#isDraft = false;
    });
    for (const name of ["click", "auxclick"]) place.addEventListener(name, (event) => noteClick(place, event));
    place.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("popstate", () => this.#returned());
    addEventListener("pagehide", () => this.#rememberPlace());
    if (history.state?.y) scrollTo(0, history.state.y);
  }

  /** @param {number} pause */
  #typed(pause) {
    const url = new URL(location.href);
    url.searchParams.set("q", this.input.value);
    url.searchParams.delete("page");
    if (!pause && url.href === location.href && !this.place.ariaBusy) return;
    const isDraft = this.#isDraft;
    this.#load(url, pause, () => {
      if (isDraft) history.replaceState(null, "", url);
      else this.#go(url);
      this.#isDraft = pause > 0;
    });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || !isPlain(event)) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    event.preventDefault();
    const url = new URL(link.href);
    this.#load(url, 0, () => {
      this.#go(url);
      this.#isDraft = false;
      this.input.value = url.searchParams.get("q") ?? "";
      scrollTo(0, 0);
      const count = this.place.querySelector("[data-count]");
      if (count instanceof HTMLElement) count.focus({ preventScroll: true });
    });
  }

  #returned() {
    const url = new URL(location.href);
    const y = history.state?.y ?? 0;
    this.input.value = url.searchParams.get("q") ?? "";
    this.#isDraft = false;
    this.#load(url, 0, () => scrollTo(0, y));
  }

  #rememberPlace() {
    history.replaceState({ y: scrollY }, "");
  }

  /** @param {URL} url */
  #go(url) {
    if (url.href === location.href) return;
    this.#rememberPlace();
    history.pushState(null, "", url);
  }

  /**
   * Show the results of an address.
   * @param {URL} url
   * @param {number} pause
   * @param {() => void} shown
   */
  #load(url, pause, shown) {
    this.place.ariaBusy = "true";
    this.#latest.run(
      pause,
      async (signal) => {
        const response = await fetch(url, { headers: FRAGMENT, signal });
        if (!response.ok) throw new Error(`status ${response.status}`);
        return response.text();
      },
      (html) => {
        this.#show(url, new DOMParser().parseFromString(html, "text/html"));
        shown();
      },
      () => this.#fail(url),
    );
  }

  /**
   * @param {URL} url
   * @param {Document} answer
   */
  #show(url, answer) {
    this.place.replaceChildren(...answer.body.childNodes);
    this.place.ariaBusy = null;
    const query = url.searchParams.get("q");
    document.title = query ? `${query} – ${this.title}` : this.title;
    for (const field of this.form.querySelectorAll("input[type=hidden]")) field.remove();
    for (const [name, value] of url.searchParams) {
      if (name !== "category" && name !== "sort") continue;
      this.form.append(element("input", { type: "hidden", name, value }));
    }
    const count = this.place.querySelector("[data-count]")?.textContent;
    if (count) this.announcer.say(count);
  }

  /** @param {URL} url */
  #fail(url) {
    const text = "The server did not answer.";
    this.place.ariaBusy = null;
    const again = element("a", { href: url.href }, "Try again");
    this.place.replaceChildren(element("p", { class: "note" }, `${text} `, again));
    this.announcer.say(text);
  }
}

/**
 * Send to the server which result is opened, if it has a log of the queries.
 * @param {HTMLElement} place
 * @param {Event} event
 */
function noteClick(place, event) {
  const address = place.dataset.clicks;
  const link = event.target instanceof Element && event.target.closest("a:not(.badge, [data-why])");
  const hit = link && link.closest(".hit");
  if (!address || !(hit instanceof HTMLElement) || /** @type {MouseEvent} */ (event).button > 1) return;
  const list = /** @type {HTMLOListElement} */ (hit.parentElement);
  const values = new URLSearchParams({ id: hit.dataset.id ?? "" });
  values.set("position", String(list.start + [...list.children].indexOf(hit)));
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name === "q" || name === "category") values.append(name, value);
  }
  navigator.sendBeacon(`${address}?${values}`);
}

/**
 * Show why a result is here, below it.
 * @param {HTMLAnchorElement} link
 */
async function toggleReason(link) {
  const shown = link.parentElement?.nextElementSibling;
  if (shown?.classList.contains("why")) {
    shown.remove();
    link.ariaExpanded = "false";
    return;
  }
  const response = await fetch(link.href, { headers: FRAGMENT }).catch(() => null);
  if (!response?.ok) return location.assign(link.href);
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  if (link.parentElement?.nextElementSibling?.classList.contains("why")) return;
  link.parentElement?.after(...answer.body.children);
  link.ariaExpanded = "true";
}

/**
 * Whether no key is held, so that a click or a key means only itself.
 * @param {MouseEvent | KeyboardEvent} event
 */
function isPlain(event) {
  const isFirstButton = !(event instanceof MouseEvent) || !event.button;
  return isFirstButton && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether `/` moves to the search box; screen readers use single keys, so it can be off. */
const slash = {
  get isOn() {
    try {
      return localStorage.getItem("wikisearch-slash") !== "off";
    } catch {
      return true; // the browser stores nothing
    }
  },
  /** @param {boolean} isOn */
  set(isOn) {
    try {
      localStorage.setItem("wikisearch-slash", isOn ? "on" : "off");
    } catch {
      // it is on again on the next page
    }
  },
};

/** @param {HTMLInputElement} input */
function addShortcuts(input) {
  document.addEventListener("keydown", (event) => {
    const isHeld = event.ctrlKey || event.metaKey;
    const isSlash = event.key === "/" && !isHeld && !event.altKey && slash.isOn && !isTyping(event);
    const isK = event.key.toLowerCase() === "k" && isHeld && !event.shiftKey && !event.altKey;
    if (!isSlash && !isK) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  const button = document.querySelector("[data-slash]");
  if (!(button instanceof HTMLElement) || !button.parentElement) return;
  const show = () => {
    button.textContent = slash.isOn ? "Turn off the / key" : "Turn on the / key";
    input.setAttribute("aria-keyshortcuts", `${slash.isOn ? "/ " : ""}Control+K Meta+K`);
  };
  button.addEventListener("click", () => {
    slash.set(!slash.isOn);
    show();
  });
  show();
  button.parentElement.hidden = false;
}

/** Start everything on a page of the server. */
function start() {
  const form = document.querySelector("form[data-search]");
  const input = form?.querySelector("input[type=search]");
  if (!(form instanceof HTMLFormElement && input instanceof HTMLInputElement)) return;
  const announcer = new Announcer(form);
  const api = new Api(document.body.dataset.root ?? "");
  new Combobox(input, (text, signal) => api.suggest(text, signal), announcer);
  addShortcuts(input);
  const place = document.querySelector("[data-results]");
  if (place instanceof HTMLElement) new LiveResults(form, input, place, announcer);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-why]");
    if (!(link instanceof HTMLAnchorElement) || !isPlain(event)) return;
    event.preventDefault();
    toggleReason(link);
  });
  const graph = document.querySelector("[data-graph]");
  if (graph instanceof HTMLElement) import("./graph.js").then((module) => module.draw(graph));
}

const BOX_INPUT = {
  id: "input",
  type: "search",
  name: "q",
  dir: "auto",
  maxlength: "2000",
  autocomplete: "off",
  autocapitalize: "none",
  spellcheck: "false",
  enterkeyhint: "search",
};

const BOX_STYLE = `
:host { display: block; --accent: var(--wikisearch-accent, light-dark(#1d5c8f, #8fbfe8)); --quiet: color-mix(in srgb, currentcolor 72%, transparent); --line: color-mix(in srgb, currentcolor 22%, transparent); --raised: var(--wikisearch-background, light-dark(#fff, #1d2125)); }
* { box-sizing: border-box; }
form { position: relative; }
input { width: 100%; font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--quiet); border-radius: 8px; padding: 0.55em 0.8em; }
input:focus-visible { outline: 2px solid var(--accent); outline-offset: 0; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ul, ol { list-style: none; margin: 0; padding: 0; }
.options { position: absolute; inset-inline: 0; z-index: 9; margin-top: 4px; max-height: 24em; overflow: auto; padding: 4px; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 24px rgb(0 0 0 / 14%); }
[role=option] { display: flex; justify-content: space-between; gap: 1em; padding: 0.4em 0.6em; border-radius: 5px; cursor: pointer; }
[role=option]:hover, [aria-selected=true] { background: color-mix(in srgb, var(--accent) 14%, transparent); }
.quiet { color: var(--quiet); font-size: 0.85em; }
.results > p { margin: 0.75em 0; }
.results li { padding-block: 0.75em; border-bottom: 1px solid var(--line); }
.results p { margin: 0.25em 0 0; line-height: 1.5; }
a { color: var(--accent); }
li > a { font-weight: 600; text-decoration: none; }
a:hover { text-decoration: underline; }
mark { background: light-dark(#ffe7a0, #5e4a10); color: inherit; }
[hidden] { display: none; }
@media (forced-colors: active) { [aria-selected=true] { outline: 2px solid Highlight; } }
`;

/**
 * The parts of an excerpt: escaped HTML with <mark>, shown without ever being parsed as HTML.
 * @param {string} excerpt
 * @returns {(string | Node)[]}
 */
function excerptNodes(excerpt) {
  /** @type {Record<string, string>} */
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
  return excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, position) => {
    const text = part.replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity]);
    return position % 2 ? element("mark", {}, text) : text;
  });
}

/** A search box for any site: `<wikisearch-box src="https://search.example.com">`. */
class WikisearchBox extends HTMLElement {
  #latest = new Latest();

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(BOX_STYLE);
    root.adoptedStyleSheets = [sheet];
    const source = this.getAttribute("src") ?? new URL(".", import.meta.url).href;
    const api = new PublicApi(source.replace(/\/+$/, ""));
    const name = this.getAttribute("label") ?? "Search";
    const placeholder = this.getAttribute("placeholder") ?? name;
    const input = element("input", { ...BOX_INPUT, placeholder });
    const label = element("label", { for: input.id, class: "unseen" }, name);
    const form = element("form", { role: "search" }, label, input);
    const place = element("div", { class: "results", part: "results" });
    root.append(form, place);
    const announcer = new Announcer(form);
    const box = new Combobox(input, (text, signal) => api.suggest(text, signal), announcer);
    input.addEventListener("input", () => this.#latest.cancel());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      box.close();
      this.#search(api, input.value, place, announcer);
    });
  }

  /**
   * @param {Api} api
   * @param {string} query
   * @param {HTMLElement} place
   * @param {Announcer} announcer
   */
  #search(api, query, place, announcer) {
    if (!query.trim()) return place.replaceChildren();
    this.#latest.run(
      0,
      (signal) => api.get("search", { q: query, limit: "5", sections: "2" }, signal),
      (found) => {
        const count = `${found.total.toLocaleString("en")} term${found.total === 1 ? "" : "s"} found`;
        const summary = element("p", { class: "quiet" }, count);
        if (found.total > found.results.length) {
          const href = `${api.root}/search?${new URLSearchParams({ q: query })}`;
          summary.append(". ", element("a", { href }, "Show all"));
        }
        const rows = found.results.map((/** @type {Hit} */ hit) => this.#row(api, hit));
        place.replaceChildren(summary, element("ol", {}, ...rows));
        announcer.say(count);
      },
      () => {
        const text = "The search did not answer. Try again later.";
        place.replaceChildren(element("p", { class: "quiet" }, text));
        announcer.say(text);
      },
    );
  }

  /**
   * @param {Api} api
   * @param {Hit} hit
   */
  #row(api, hit) {
    const section = hit.sections.find((each) => each.anchor);
    const href = api.href(hit.id, hit.url);
    const row = element("li", {}, element("a", { href, dir: "auto" }, hit.title));
    if (hit.category) row.append(" ", element("span", { class: "quiet" }, hit.category));
    if (section) {
      const link = element("a", { href: api.href(hit.id, section.url), dir: "auto" });
      link.append(section.hierarchy.slice(1).join(" › ") || section.title);
      row.append(element("p", { class: "quiet" }, link));
    }
    row.append(element("p", { dir: "auto" }, ...excerptNodes((section ?? hit).excerpt)));
    return row;
  }
}

if (!customElements.get("wikisearch-box")) customElements.define("wikisearch-box", WikisearchBox);
start();
