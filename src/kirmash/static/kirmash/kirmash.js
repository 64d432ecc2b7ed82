// What pages do beyond HTML: keys, dialogs, filters without reloading, charts and maps when they are asked for.
// Every page works without this script.
"use strict";

const byId = (id) => document.getElementById(id);
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

// --- keys -------------------------------------------------------------------------------------------------
let before = "";
const keys = {
  "/": () => byId("search")?.focus(),
  "?": () => byId("keys")?.showModal(),
  gh: () => document.querySelector(".brand")?.click(),
  gn: () => document.querySelector("#rail a")?.focus(),
  ArrowLeft: () => document.querySelector('nav.pages a[rel="prev"]')?.click(),
  ArrowRight: () => document.querySelector('nav.pages a[rel="next"]')?.click(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const act = keys[before + event.key] ?? keys[event.key];
  before = event.key === "g" ? "g" : "";
  if (act) { event.preventDefault(); act(); }
});

// --- dialogs ----------------------------------------------------------------------------------------------
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) byId(opener.dataset.opens)?.showModal();
});

// --- a list that follows its filters ------------------------------------------------------------------------
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-follows]");
  if (form) form.requestSubmit();
});

// --- what takes longer than a blink says so; nothing is sent twice -----------------------------------------------
const FILE = /\.(csv|xlsx|json|pdf|docx|md|svg|png|xml|ics|txt|zip)$/;
let waiting = 0;
const work = () => { clearTimeout(waiting); waiting = setTimeout(() => { byId("working").hidden = false; }, 600); };
const rest = () => {
  clearTimeout(waiting);
  byId("working").hidden = true;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.dataset.file !== undefined) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  work();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const isElsewhere = event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  if (!link || isElsewhere || link.target || link.download || link.hasAttribute("download")) return;
  const there = new URL(link.href);
  const isHere = there.pathname + there.search === location.pathname + location.search;
  if (there.origin === location.origin && !isHere && !FILE.test(there.pathname)) work();
});
addEventListener("pageshow", rest);
addEventListener("pagehide", rest);
document.addEventListener("htmx:beforeRequest", work);
document.addEventListener("htmx:afterRequest", rest);

// --- charts and maps: their libraries are fetched when somebody asks for them -------------------------------
const loaded = new Map();
const load = (url) => {
  if (!loaded.has(url)) {
    loaded.set(url, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url; script.onload = resolve; script.onerror = reject;
      document.head.append(script);
    }));
  }
  return loaded.get(url);
};
const token = (name) => {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};
const rows = (table) => [...table.tBodies[0].rows].map((row) => ({
  name: row.cells[0].textContent.trim(),
  value: Number(row.cells[row.cells.length - 1].dataset.value),
}));
async function chart(box) {
  await load(box.dataset.script);
  const data = rows(byId(box.dataset.table)).reverse();
  box.hidden = false;
  const drawn = window.echarts.init(box, null, { renderer: "svg" });
  drawn.setOption({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    aria: { enabled: true },
    grid: { left: 8, right: 40, top: 8, bottom: 24, containLabel: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { trigger: "item" },
    xAxis: { type: "value", axisLabel: { color: token("quiet") }, splitLine: { lineStyle: { color: token("line") } } },
    yAxis: { type: "category", data: data.map((row) => row.name), axisLabel: { color: token("ink") } },
    series: [{ type: "bar", data: data.map((row) => row.value), itemStyle: { color: token("accent") }, label: { show: true, position: "right", color: token("ink") } }],
  });
  new ResizeObserver(() => drawn.resize()).observe(box);
}
async function map(box) {
  await load(box.dataset.script);
  const L = window.L;
  const drawn = L.map(box, { crs: L.CRS.Simple, minZoom: -4, attributionControl: false, zoomSnap: 0.25 });
  const shapes = JSON.parse(byId(box.dataset.shapes).textContent);
  const group = L.featureGroup(shapes.map((shape) => L.rectangle(shape.box, { color: token("accent"), weight: 1.5, fillOpacity: 0.12 }).bindTooltip(shape.name, { permanent: true, direction: "center" })));
  group.addTo(drawn);
  drawn.fitBounds(group.getBounds(), { padding: [16, 16] });
}
for (const button of document.querySelectorAll("button[data-draws]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = byId(button.dataset.draws);
    button.hidden = true;
    box.hidden = false;
    (box.classList.contains("map") ? map : chart)(box);
  });
}

// --- the page for when the site is out of reach ------------------------------------------------------------
if ("serviceWorker" in navigator && document.documentElement.dataset.offline !== "no") navigator.serviceWorker.register("/sw.js").catch(() => {});
