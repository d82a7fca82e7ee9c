// @ts-check
/** Draws the graph of a term from the table below it; d3-force computes where the terms are. */

/** @typedef {{id: string, title: string, href: string, x: number, y: number, group: SVGGElement}} Node */
/** @typedef {{source: Node, target: Node, kind: string, line: SVGLineElement}} Edge */
/**
 * @typedef {{
 *   force(name: string, force: any): Simulation, stop(): Simulation, tick(times: number): Simulation
 * }} Simulation
 */

const SVG = "http://www.w3.org/2000/svg";
const DISTANCES = new Map([["both", 90], ["one", 120], ["alike", 170]]);
const TICKS = 300;
const MARGIN = 40;
const LABEL = 150; // width that is kept for the label of the last term
const ZOOM = 1.25;
const LETTER = 7.5; // width of a letter of a label
const LINE = 19; // height of a label
const PASSES = 60;
const SMALLEST = 0.75; // pixels per unit below which labels cannot be read

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} [attributes]
 * @param {...(string | Element)} children
 * @returns {SVGElementTagNameMap[Name]}
 */
function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** Load d3-force and what it needs; their files set the global `d3`. */
async function loadForce() {
  await Promise.all(["dispatch-3.0.2", "quadtree-3.0.2", "timer-3.0.2"].map((name) => import(`./d3-${name}.min.js`)));
  await import(`./d3-${"force-3.0.1"}.min.js`);
  return /** @type {any} */ (globalThis).d3;
}

/**
 * Read terms and connections from the rows of a table.
 * @param {ParentNode} table
 * @param {string} center id of the term in the middle
 */
function read(table, center) {
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  /** @param {Element | null} link */
  const node = (link) => {
    if (!(link instanceof HTMLAnchorElement)) throw new TypeError("a cell has no link");
    const id = link.dataset.id ?? "";
    const title = link.textContent ?? "";
    const known = nodes.get(id);
    if (known) return known;
    const label = shape("text", { x: 11, y: 4 }, title);
    const circle = shape("circle", { r: id === center ? 8 : 6 });
    const anchor = shape("a", { href: link.href, tabindex: -1 }, circle, label);
    const group = shape("g", { class: id === center ? "center" : "" }, anchor);
    const made = { id, title, href: link.href, x: NaN, y: NaN, group };
    nodes.set(id, made);
    return made;
  };
  /** @type {Edge[]} */
  const edges = [];
  for (const row of table.querySelectorAll("tr[data-kind]")) {
    const kind = row.getAttribute("data-kind") ?? "";
    const [source, target] = row.querySelectorAll("a[data-id]");
    edges.push({ source: node(source), target: node(target), kind, line: shape("line", { class: kind }) });
  }
  return { nodes: [...nodes.values()], edges };
}

/**
 * Give each term a place; the same terms get the same places.
 * @param {Node[]} nodes
 * @param {Edge[]} edges
 * @param {any} d3
 */
function layOut(nodes, edges, d3) {
  /** @type {Simulation} */
  const simulation = d3.forceSimulation(nodes);
  simulation
    .force("link", d3.forceLink(edges).distance((/** @type {Edge} */ edge) => DISTANCES.get(edge.kind)))
    .force("charge", d3.forceManyBody().strength(-420))
    .force("collide", d3.forceCollide(34))
    .force("x", d3.forceX().strength(0.04))
    .force("y", d3.forceY().strength(0.09))
    .stop()
    .tick(TICKS);
  for (let pass = 0; pass < PASSES && separate(nodes); pass++);
}

/**
 * Push terms apart whose labels overlap.
 * @param {Node[]} nodes
 * @returns {boolean} whether any did
 */
function separate(nodes) {
  let found = false;
  for (const [position, upper] of nodes.entries()) {
    for (const lower of nodes.slice(position + 1)) {
      const [left, right] = upper.x < lower.x ? [upper, lower] : [lower, upper];
      const overlap = LINE - Math.abs(upper.y - lower.y);
      if (overlap <= 0 || right.x - left.x > left.title.length * LETTER + 26) continue;
      const push = (upper.y <= lower.y ? 1 : -1) * (overlap / 2 + 0.5);
      upper.y -= push;
      lower.y += push;
      found = true;
    }
  }
  return found;
}

/** @param {Node} node */
function place(node) {
  node.group.setAttribute("transform", `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`);
}

/** @param {Edge} edge */
function connect({ source, target, line }) {
  for (const [name, value] of Object.entries({ x1: source.x, y1: source.y, x2: target.x, y2: target.y })) {
    line.setAttribute(name, value.toFixed(1));
  }
}

/** What the picture shows, in the units of the layout; moved and scaled by the reader. */
class View {
  /**
   * @param {SVGSVGElement} svg
   * @param {Node[]} nodes
   */
  constructor(svg, nodes) {
    this.svg = svg;
    const [left, right] = [Math.min(...nodes.map((node) => node.x)), Math.max(...nodes.map((node) => node.x))];
    const [top, bottom] = [Math.min(...nodes.map((node) => node.y)), Math.max(...nodes.map((node) => node.y))];
    this.whole = { x: left - MARGIN, y: top - MARGIN, width: right - left + MARGIN + LABEL, height: bottom - top + 2 * MARGIN };
    this.start(nodes[0]);
  }

  /**
   * Show the whole graph; where its labels would be too small, only what is around a term.
   * @param {Node} center
   */
  start(center) {
    this.show(this.whole);
    if (this.scale >= SMALLEST) return;
    const [width, height] = [this.svg.clientWidth, this.svg.clientHeight];
    this.show({ x: center.x - width / 2 + LABEL / 4, y: center.y - height / 2, width, height });
  }

  /** @param {{x: number, y: number, width: number, height: number}} box */
  show(box) {
    this.box = box;
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  }

  /** @param {number} factor */
  zoom(factor) {
    const { x, y, width, height } = this.box ?? this.whole;
    this.show({ x: x + (width * (1 - factor)) / 2, y: y + (height * (1 - factor)) / 2, width: width * factor, height: height * factor });
  }

  /**
   * @param {number} dx pixels
   * @param {number} dy
   */
  move(dx, dy) {
    const box = this.box ?? this.whole;
    this.show({ ...box, x: box.x - dx / this.scale, y: box.y - dy / this.scale });
  }

  /** Pixels per unit. */
  get scale() {
    return this.svg.getScreenCTM()?.a ?? 1;
  }
}

/**
 * Drag the picture, or one term with its lines; a drag opens no term.
 * @param {View} view
 * @param {Node[]} nodes
 * @param {Edge[]} edges
 */
function addDragging(view, nodes, edges) {
  let moved = 0;
  /** @type {Node | undefined} */
  let taken;
  const { svg } = view;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    moved = 0;
    taken = nodes.find((node) => event.target instanceof Element && node.group.contains(event.target));
  });
  svg.addEventListener("pointermove", (event) => {
    if (!(event.buttons & 1)) return;
    moved += Math.abs(event.movementX) + Math.abs(event.movementY);
    if (moved > 3 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    if (!taken) return view.move(event.movementX, event.movementY);
    taken.x += event.movementX / view.scale;
    taken.y += event.movementY / view.scale;
    place(taken);
    for (const edge of edges) if (edge.source === taken || edge.target === taken) connect(edge);
  });
  svg.addEventListener("click", (event) => {
    if (moved > 3) event.preventDefault();
  }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

/**
 * Show only the connections of the term under the pointer.
 * @param {Node[]} nodes
 * @param {Edge[]} edges
 */
function addHighlight(nodes, edges) {
  /** @param {Node | null} chosen */
  const show = (chosen) => {
    const near = new Set([chosen]);
    for (const { source, target, line } of edges) {
      const isNear = !chosen || source === chosen || target === chosen;
      line.classList.toggle("faint", !isNear);
      if (isNear) near.add(source).add(target);
    }
    for (const node of nodes) node.group.classList.toggle("faint", Boolean(chosen) && !near.has(node));
  };
  for (const node of nodes) {
    node.group.addEventListener("pointerenter", () => show(node));
    node.group.addEventListener("pointerleave", () => show(null));
  }
}

/**
 * Draw the graph into its figure.
 * @param {HTMLElement} figure
 */
export async function draw(figure) {
  const table = document.querySelector("table.edges");
  if (!table) return;
  const { nodes, edges } = read(table, figure.dataset.graph ?? "");
  if (!nodes.length) return;
  nodes.sort((one, other) => Number(other.id === figure.dataset.graph) - Number(one.id === figure.dataset.graph));
  layOut(nodes, edges, await loadForce());
  edges.forEach(connect);
  nodes.forEach(place);
  const svg = shape("svg", { "aria-hidden": "true" }, ...edges.map((edge) => edge.line), ...nodes.map((node) => node.group));
  figure.append(svg);
  figure.hidden = false;
  const view = new View(svg, nodes);
  addDragging(view, nodes, edges);
  addHighlight(nodes, edges);
  const buttons = document.createElement("p");
  buttons.className = "zoom";
  for (const [text, name, act] of /** @type {[string, string, () => void][]} */ ([
    ["+", "Zoom in", () => view.zoom(1 / ZOOM)],
    ["−", "Zoom out", () => view.zoom(ZOOM)],
    ["Reset", "Reset", () => view.start(nodes[0])],
  ])) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    buttons.append(button);
  }
  figure.querySelector("figcaption")?.append(buttons);
}
