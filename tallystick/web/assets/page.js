"use strict";
// The page draws itself from two data blocks. Words of reports reach the document as text nodes only.
(() => {
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const world = JSON.parse(byId("world").textContent);
const { incidents, reports } = data;
const PAGE = 50;
const GRADES = { admitted: "admitted", corroborated: "corroborated", single: "one voice", contested: "contested", discounted: "discounted" };

// ---- elements -------------------------------------------------------------------------------------------

function el(tag, attributes, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return node;
}
function svg(tag, attributes, ...kids) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  node.append(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return node;
}
const said = (text) => el("bdi", { dir: "auto" }, String(text));
const quote = (text) => el("p", { class: /^\s*["“”„«»'‘’]/.test(text) ? "quote bare" : "quote", dir: "auto" }, text);
const many = (n, one, more) => `${n.toLocaleString("en")} ${n === 1 ? one : more || one + "s"}`;
const fill = (node, ...kids) => node.replaceChildren(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false));

function address(url) {
  try {
    const parsed = new URL(url);
    return (parsed.protocol === "http:" || parsed.protocol === "https:") && !parsed.username ? parsed : null;
  } catch { return null; }
}
function outletOf(number) {
  const report = reports[number];
  if (!report) return "a report not in this file";
  return report.o || (report.u && address(report.u) ? address(report.u).hostname : null) || report.p || "an outlet without a name";
}
function reportLine(number, short) {
  const report = reports[number];
  if (!report) return el("span", {}, "a report not in this file");
  const words = report.t || report.p || report.u || "a report without a title";
  const target = report.u ? address(report.u) : null;
  const title = target ? el("a", { class: "t", href: target.href, target: "_blank", rel: "noopener noreferrer", title: target.hostname }, said(words)) : el("span", { class: "t" }, said(words));
  const about = [report.o, short ? null : report.by, report.d, short || !report.t ? null : report.p];
  const rest = about.filter(Boolean).flatMap((word) => [", ", said(word)]);
  return el("span", {}, title, rest, report.d || short ? null : ", no date of publication shown", report.old ? " (an earlier version, since replaced)" : null);
}
function copyWords(report) {
  if (!report || !report.copy) return "shares its text; which came first is not shown";
  const [kind, of, share] = report.copy;
  return `${kind} ${of === null || of === undefined ? "another report" : outletOf(of)}, ${share} % of its text`;
}

// ---- the state, which lives in the address ----------------------------------------------------------------

const BLANK = { q: "", type: "", country: "", grade: "", actor: "", split: "", killed: "", from: "", to: "", when: "", at: "", sort: "", page: "", map: "", zoom: "", open: "" };
const FILTERS = ["q", "type", "country", "grade", "actor", "split", "killed", "from", "to", "when", "at"];
let state = { ...BLANK };
let ignored = [];
let quiet = false;

function readAddress() {
  state = { ...BLANK };
  ignored = [];
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    if (name in BLANK) state[name] = value;
    else ignored.push(name);
  }
  for (const name of ["from", "to"]) if (state[name] && !ordinal(state[name])) { ignored.push(name); state[name] = ""; }
}
function addressOf(changes) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...state, ...changes })) if (value) query.set(name, value);
  return "#" + query.toString();
}
function change(changes, { push = false } = {}) {
  const next = addressOf(changes);
  state = { ...state, ...changes };
  if (next !== (location.hash || "#")) {
    try { history[push ? "pushState" : "replaceState"](null, "", next); } catch { quiet = true; location.hash = next; }
  }
}
function set(changes, options) {
  const filtering = Object.keys(changes).some((name) => FILTERS.includes(name) || name === "sort");
  change(filtering ? { page: "", ...changes } : changes, options);
  draw();
}

// ---- days ---------------------------------------------------------------------------------------------------

const DAY = 86400000;
const EPOCH = 719163; // 1970-01-01 counted from 0001-01-01 as 1
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function ordinal(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return 0;
  const date = new Date(0);
  date.setUTCFullYear(+found[1], +found[2] - 1, +found[3]);
  return Math.round(date.getTime() / DAY) + EPOCH;
}
const dateOf = (day) => new Date((day - EPOCH) * DAY);
const isoOf = (day) => { const d = dateOf(day); return `${String(d.getUTCFullYear()).padStart(4, "0")}-${String(d.getUTCMonth() + 1).padStart(2, "0")}-${String(d.getUTCDate()).padStart(2, "0")}`; };
const dayWords = (day) => { const d = dateOf(day); return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`; };

// ---- what passes the filters --------------------------------------------------------------------------------

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const hay = [];
function hayOf(index) {
  if (hay[index] === undefined) {
    const item = incidents[index];
    const words = [item.id, item.what, item.whose, item.when, item.where, ...(item.who || []), ...(item.whom || [])];
    for (const [label, cells] of item.d.rows) {
      for (const entries of Object.values(cells)) for (const entry of entries) words.push(label, entry.v, ...entry.q.map((quote) => quote[0]));
    }
    for (const column of item.d.cols) words.push(...column.n);
    for (const group of item.d.lin) for (const [number] of group) words.push(reports[number].t, outletOf(number));
    hay[index] = plain(words.filter(Boolean).join("\n"));
  }
  return hay[index];
}
function placeKey(item) {
  if (!item.where) return "none";
  if (item.prec === "country" && item.country && countryShapes.has(item.country)) return "country:" + item.country;
  return item.ll ? `${item.ll[0]},${item.ll[1]},${item.km},${item.prec}` : "unlocated";
}
function inWindow(item, from, to) {
  if (item.wk === "dated") return (!to || item.a <= to) && (!from || item.b >= from);
  if (item.wk === "open") return (!to || item.a === undefined || item.a <= to) && (!from || item.b === undefined || item.b >= from);
  return false;
}
function testsOf(state) {
  const words = [...plain(state.q).matchAll(/"([^"]+)"|(\S+)/g)].map((found) => found[1] || found[2].replace(/"/g, "")).filter(Boolean);
  const from = state.from ? ordinal(state.from) : 0, to = state.to ? ordinal(state.to) : 0;
  return {
    q: words.length ? (item, index) => { const text = hayOf(index); return words.every((word) => text.includes(word)); } : null,
    type: state.type ? (item) => item.type === state.type : null,
    country: state.country ? (item) => (item.country || "none") === state.country : null,
    grade: state.grade ? (item) => item.grade === state.grade : null,
    actor: state.actor ? (item) => (item.who || []).includes(state.actor) || (item.whom || []).includes(state.actor) : null,
    split: state.split ? (item) => item.d.dis.length > 0 : null,
    killed: state.killed ? (item) => item.killed !== undefined : null,
    when: state.when ? (item) => item.wk === state.when : null,
    at: state.at ? (item) => item.key === state.at : null,
    window: from || to ? (item) => inWindow(item, from, to) : null,
  };
}
// `shown` passes every filter; `around` every filter but the time window; `facets` counts each choice under the other filters.
function sift() {
  const tests = Object.entries(testsOf(state)).filter(([, test]) => test);
  const shown = [], around = [];
  const facets = { type: new Map(), country: new Map(), grade: new Map(), actor: new Map() };
  const add = (facet, value) => facets[facet].set(value, (facets[facet].get(value) || 0) + 1);
  incidents.forEach((item, index) => {
    let failed = null, failures = 0;
    for (const [name, test] of tests) {
      if (!test(item, index)) { failed = name; failures += 1; if (failures > 1) break; }
    }
    if (failures === 0) shown.push(index);
    if (failures === 0 || (failures === 1 && failed === "window")) around.push(index);
    if (failures === 0 || (failures === 1 && failed in facets)) {
      const counts = (facet) => failures === 0 || failed === facet;
      if (counts("type")) add("type", item.type);
      if (counts("country")) add("country", item.country || "none");
      if (counts("grade")) add("grade", item.grade);
      if (counts("actor")) for (const name of new Set([...(item.who || []), ...(item.whom || [])])) add("actor", name);
    }
  });
  const last = (item) => item.b ?? item.a ?? -Infinity, first = (item) => item.a ?? item.b ?? Infinity;
  const by = {
    "": (a, b) => last(b) - last(a), old: (a, b) => first(a) - first(b), voices: (a, b) => b.voices - a.voices,
    killed: (a, b) => (b.killed ?? -2) - (a.killed ?? -2), split: (a, b) => b.d.dis.length - a.d.dis.length,
  }[state.sort] || (() => 0);
  shown.sort((a, b) => by(incidents[a], incidents[b]) || a - b || 0);
  return { shown, around, facets };
}

// ---- the filter bar -----------------------------------------------------------------------------------------

const countryName = (code) => (code === "none" ? "Not known" : data.countries[code] || code);
function options(id, all, counts, name) {
  const select = byId(id), chosen = state[id];
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (name(a[0]) < name(b[0]) ? -1 : 1)).slice(0, 300);
  if (chosen && !rows.some(([value]) => value === chosen)) rows.unshift([chosen, counts.get(chosen) || 0]);
  fill(select, el("option", { value: "" }, all), rows.map(([value, count]) => el("option", { value, selected: value === chosen }, `${name(value)} (${count.toLocaleString("en")})`)));
  select.value = chosen;
  select.classList.toggle("on", Boolean(chosen));
}
function drawFilters(found) {
  const same = (value) => value;
  options("type", "All types", found.facets.type, same);
  options("country", "All countries", found.facets.country, countryName);
  options("grade", "All grades", found.facets.grade, (grade) => GRADES[grade] || grade);
  options("actor", "All actors", found.facets.actor, same);
  if (document.activeElement !== byId("q")) byId("q").value = state.q;
  for (const id of ["from", "to"]) { if (byId(id).value !== state[id]) byId(id).value = state[id]; byId(id).classList.toggle("on", Boolean(state[id])); }
  byId("sort").value = state.sort;
  byId("split").checked = Boolean(state.split);
  byId("killed").checked = Boolean(state.killed);
  const active = FILTERS.filter((name) => state[name]);
  byId("clear").hidden = !active.length;
  byId("more").textContent = active.length ? `Filters (${active.length})` : "Filters";
  for (const id of ["count", "count2"]) fill(byId(id), el("b", {}, found.shown.length.toLocaleString("en")), ` of ${many(incidents.length, "incident")}`);
  const chips = [];
  const chip = (words, changes) => chips.push(el("button", { type: "button", "aria-label": `Remove: ${words}`, on: { click: () => set(changes) } }, said(words), " ×"));
  if (state.at) {
    const item = incidents.find((each) => each.key === state.at);
    chip(state.at === "none" ? "place not known" : state.at === "unlocated" ? "named, but not located" : item ? item.where : "a place not in this file", { at: "" });
  }
  if (state.when) chip({ no_year: "year not known", unknown: "date not known", open: "one end of the dates not known", dated: "dated" }[state.when] || state.when, { when: "" });
  if (state.from || state.to) {
    chip(state.from && state.to ? `${dayWords(ordinal(state.from))} to ${dayWords(ordinal(state.to))}` : state.from ? `since ${dayWords(ordinal(state.from))}` : `until ${dayWords(ordinal(state.to))}`, { from: "", to: "", zoom: "" });
    const left = found.around.filter((index) => ["no_year", "unknown"].includes(incidents[index].wk)).length;
    if (left) chips.push(el("span", {}, `${many(left, "incident")} without a year or a date ${left === 1 ? "stands" : "stand"} outside every window`));
  }
  if (ignored.length) chips.push(el("span", { class: "warn" }, "Ignored in the address: ", said(ignored.join(", ").slice(0, 200))));
  if (state.open && !incidents.some((item) => item.id === state.open)) chips.push(el("span", { class: "warn" }, "The incident in the address is not in this file: ", said(state.open.slice(0, 80))));
  fill(byId("chips"), chips);
}

// ---- the list -----------------------------------------------------------------------------------------------

let found = { shown: [], around: [], facets: {} };
let cursor = -1; // place in found.shown of the row the keys are on

function names(list, none) {
  if (!list) return none;
  const kept = list.slice(0, 3).flatMap((name, index) => [index ? ", " : null, el("b", {}, said(name))]);
  return list.length > 3 ? [kept, ` and ${list.length - 3} more`] : kept;
}
function tollWords(item) {
  return item.tallies ? item.tallies.filter((tally) => !tally[3]).slice(0, 2).map(([label, words]) => el("span", { class: "tag" }, el("span", {}, `${label}: `, said(words)))) : [];
}
function row(index, place) {
  const item = incidents[index];
  const parties = item.type === "Agreement" ? [...new Set([...(item.who || []), ...(item.whom || [])])] : [];
  const actors = parties.length > 1 ? el("span", { class: "who" }, "Between ", names(parties)) : item.who || item.whom ? el("span", { class: "who" }, item.who ? ["By ", names(item.who)] : "By whom not known", item.whom ? [", against ", names(item.whom)] : null) : null;
  const disagreements = item.d.dis.length;
  return el("li", {}, el("button", { type: "button", class: "row", "data-place": place, "aria-current": item.id === state.open ? "true" : null, on: { click: () => { cursor = place; open(item.id); } } },
    el("span", { class: "on" }, item.when),
    el("span", { class: "what" }, said(item.what)),
    actors,
    el("span", { class: "tags" },
      el("span", { class: "tag" }, el("i", { class: `mark ${item.grade in GRADES ? item.grade : ""}`, "aria-hidden": "true" }), `${GRADES[item.grade] || item.grade}${item.grade === "single" ? "" : `, ${many(item.voices, "voice")}`}`),
      tollWords(item),
      disagreements ? el("span", { class: "tag split" }, `≠ ${many(disagreements, "disagreement")}`) : null)));
}
let printing = false;
function drawList() {
  const total = found.shown.length, pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(pages, Math.max(1, parseInt(state.page, 10) || 1));
  const start = printing ? 0 : (page - 1) * PAGE, end = printing ? Math.min(total, 1000) : start + PAGE;
  fill(byId("rows"), total ? found.shown.slice(start, end).map((index, place) => row(index, start + place))
    : el("li", { class: "none" }, incidents.length ? "No incident passes these filters. Clear one to see more." : "No incidents in this record."));
  fill(byId("pages"), pages > 1 ? [
    el("button", { type: "button", disabled: page === 1, on: { click: () => turn(-1) } }, "Previous"),
    el("span", {}, `${(start + 1).toLocaleString("en")}–${Math.min(end, total).toLocaleString("en")} of ${total.toLocaleString("en")}`),
    el("button", { type: "button", disabled: page === pages, on: { click: () => turn(1) } }, "Next")] : []);
}
function turn(by) {
  const pages = Math.ceil(found.shown.length / PAGE), page = Math.min(pages, Math.max(1, (parseInt(state.page, 10) || 1) + by));
  change({ page: page > 1 ? String(page) : "" });
  drawList();
  document.querySelector(".list").scrollTop = 0;
  cursor = (page - 1) * PAGE;
  focusRow();
}
const rowAt = (place) => document.querySelector(`.row[data-place="${place}"]`);
function focusRow() {
  const node = rowAt(cursor);
  if (node) { node.focus({ preventScroll: true }); node.scrollIntoView({ block: "nearest" }); }
}
function step(by) {
  if (!found.shown.length) return;
  cursor = Math.min(found.shown.length - 1, Math.max(0, cursor + by));
  const page = Math.floor(cursor / PAGE) + 1;
  if (page !== (parseInt(state.page, 10) || 1)) { change({ page: page > 1 ? String(page) : "" }); drawList(); }
  const wide = matchMedia("(min-width: 861px)").matches;
  if (state.open && incidents.some((item) => item.id === state.open)) {
    open(incidents[found.shown[cursor]].id, { push: false, focus: !wide });
    if (wide) focusRow();
  } else focusRow();
}

// ---- the panel of one incident ------------------------------------------------------------------------------

let opener = null, kept = null;
function open(id, { push = true, focus = true } = {}) {
  if (!state.open) { opener = document.activeElement; kept = { x: view.x, y: view.y, k: view.k, top: scrollY }; }
  change({ open: id }, { push });
  draw({ light: true });
  if (focus) byId("detail").querySelector("h2")?.focus({ preventScroll: true });
}
function goBack() {
  if (kept) { Object.assign(view, { x: kept.x, y: kept.y, k: kept.k }); scrollTo(0, kept.top); kept = null; } else fit();
  askMap();
}
function close() {
  const was = state.open;
  change({ open: "" });
  draw({ light: true });
  goBack();
  if (cursor < 0) cursor = found.shown.findIndex((index) => incidents[index].id === was);
  if (rowAt(cursor)) focusRow();
  else if (opener && opener.isConnected) opener.focus();
}
const columnName = (column) => column.n.length > 3 ? `${column.n.slice(0, 2).join(" / ")} and ${column.n.length - 2} more` : column.n.join(" / ");

function claimBlock(entry) {
  const flags = [];
  if (entry.s) flags.push(el("span", { class: "side-letter", title: "A side in a disagreement above" }, `≠ ${entry.s}`));
  if (entry.m) flags.push(el("span", { class: `flag ${entry.m === "denied" || entry.m === "alleged" ? entry.m : ""}` }, entry.m));
  if (entry.h) flags.push(el("span", { class: "flag" }, "hedged: ", said(`“${entry.h}”`)));
  if (entry.bg) flags.push(el("span", { class: "flag" }, "recalled in passing"));
  if (entry.of) flags.push(el("span", { class: "flag" }, "part of a larger figure"));
  if (entry.old) flags.push(el("span", { class: "flag" }, entry.old));
  const [[words, number], ...copies] = entry.q;
  const others = copies.filter(([, other]) => other !== number);
  return el("div", { class: entry.old ? "claim past" : "claim" },
    el("div", { class: "value" }, said(entry.v)),
    flags.length ? el("div", { class: "flags" }, flags) : null,
    words ? quote(words) : null,
    copies.filter(([, other]) => other === number).map(([more]) => quote(more)),
    el("p", { class: "from" }, entry.via ? ["cited by ", said(entry.via), "; "] : null, reportLine(number, true)),
    entry.n ? el("p", { class: "from" }, "Read so because: ", said(entry.n)) : null,
    others.length ? el("div", { class: "from" }, el("details", {}, el("summary", {}, `also in ${many(others.length, "copy", "copies")} of this text`),
      others.map(([more, other]) => el("p", { class: "from" }, said(`“${more}”`), " ", reportLine(other, true))))) : null);
}
function matrix(d) {
  const head = el("tr", {}, el("th", { scope: "col" }, el("span", { class: "vh" }, "Field")),
    d.cols.map((column) => el("th", { scope: "col" }, said(columnName(column)), el("small", {}, column.k, column.r.length > 1 ? `; in ${many(column.r.length, "report")}, one voice` : null))));
  const body = d.rows.map(([label, cells, against]) => el("tr", { class: against.length ? "against" : null },
    el("th", { scope: "row" }, label, against.map((at) => el("small", {}, el("b", {}, `≠ ${d.dis[at][2].map(([letter]) => letter).join(" ")} `), said(d.dis[at][1] || "voices disagree")))),
    d.cols.map((column, index) => cells[index]
      ? el("td", { class: cells[index].some((entry) => entry.s) ? "sided" : null, "data-voice": `${columnName(column)}, ${column.k}${column.r.length > 1 ? `; in ${many(column.r.length, "report")}, one voice` : ""}` }, cells[index].map(claimBlock))
      : el("td", { class: "blank" }, el("span", { "aria-label": "says nothing" }, "·")))));
  return el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Who says what" }, el("table", { class: "claims" }, el("thead", {}, head), el("tbody", {}, body)));
}
// A quotation with the words at `spans` marked; offsets count characters, not UTF-16 units.
function shaded(text, spans) {
  if (!spans.length) return text;
  const letters = Array.from(text), kids = [];
  let at = 0;
  for (const [start, end] of spans) { kids.push(letters.slice(at, start).join(""), el("mark", {}, letters.slice(start, end).join(""))); at = end; }
  return [kids, letters.slice(at).join("")];
}
function tellings(accounts, spans) {
  let number = -1;
  return accounts.map(([standing, modality, quotes]) => [
    standing !== "main" || modality !== "asserted" ? el("div", { class: "flags" }, standing !== "main" ? el("span", { class: "flag" }, standing === "background" ? "recalled in passing" : standing) : null, " ", modality !== "asserted" ? el("span", { class: "flag" }, modality) : null) : null,
    quotes.length ? el("blockquote", {}, quotes.map((quote) => { number += 1; return el("p", { dir: "auto" }, shaded(quote, (spans || []).filter(([of]) => of === number).map(([, start, end]) => [start, end]))); })) : null]);
}
function copyBlock([number, accounts, match], group) {
  const report = reports[number], share = report && report.copy ? report.copy[2] : null;
  const other = match ? group.find(([each]) => each === match[0]) : null;
  const head = el("summary", {}, el("b", {}, said(outletOf(number))), report && report.d ? `, ${report.d}` : null, " ",
    el("small", {}, share === null ? null : svg("svg", { class: "drawn share", viewBox: "0 0 100 8", "aria-hidden": "true" }, svg("rect", { width: 100, height: 8, class: "whole" }), svg("rect", { width: share, height: 8 })), " ", said(copyWords(report))));
  if (!other) return el("details", { class: "copy" }, head, el("p", { class: "title" }, reportLine(number)), el("p", { class: "from" }, "Its sentences are left out: the text has many copies."));
  return el("details", { class: "copy" }, head,
    el("p", { class: "from" }, match[1].length ? "Shaded: eight words and more in a row that stand in the quotations of both." : "Of the sentences quoted here, no eight words in a row stand in both."),
    el("div", { class: "pair" },
      el("div", {}, el("p", { class: "title" }, reportLine(other[0])), tellings(other[1], match[2])),
      el("div", {}, el("p", { class: "title" }, reportLine(number)), tellings(accounts, match[1]))));
}
function lineageBlock(group) {
  const [[number, accounts], ...copies] = group;
  const first = copies.slice(0, 20), rest = copies.slice(20);
  return el("div", { class: "lineage" },
    copies.length ? el("p", { class: "onevoice" }, `${many(group.length, "report")} that share one text, counted once`) : null,
    el("p", { class: "title" }, reportLine(number)),
    reports[number] && reports[number].copy ? el("p", { class: "from" }, "Copy: ", said(copyWords(reports[number]))) : null,
    tellings(accounts),
    first.map((each) => copyBlock(each, group)),
    rest.length ? el("details", { class: "copy" }, el("summary", {}, `${many(rest.length, "more copy", "more copies")}`), rest.map((each) => copyBlock(each, group))) : null);
}

// ---- the toll over time ---------------------------------------------------------------------------------------

const VOICES = 8; // lines drawn of one chart; its table has all
const dayShort = (day) => { const d = dateOf(day); return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`; };
const clip = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
function niceTop(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((n) => n >= most);
}
function marker(shape, x, y, past) {
  const r = 4.5, hollow = past ? "point past" : "point";
  if (shape === 1) return svg("rect", { class: hollow, x: x - 4, y: y - 4, width: 8, height: 8 });
  if (shape === 2) return svg("path", { class: hollow, d: `M${x} ${y - 5.5}L${x + 5} ${y + 4}H${x - 5}Z` });
  if (shape === 3) return svg("path", { class: hollow, d: `M${x} ${y - 6}L${x + 5.5} ${y}L${x} ${y + 6}L${x - 5.5} ${y}Z` });
  return svg("circle", { class: hollow, cx: x, cy: y, r });
}
function tollChart(d, chart, width) {
  const lines = chart.v.slice().sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, VOICES).sort((a, b) => chart.v.indexOf(a) - chart.v.indexOf(b));
  const points = lines.flatMap(([, all]) => all);
  const first = Math.min(...points.map((p) => p[0])), last = Math.max(...points.map((p) => p[0])), span = Math.max(1, last - first);
  const top = niceTop(Math.max(...points.map((p) => Math.max(p[1] ?? 0, p[2] ?? 0))));
  const wide = width >= 560, left = 12 + 7 * top.toLocaleString("en").length, right = wide ? 190 : 16, height = 230, base = height - 24, ceiling = 16;
  const x = (day) => left + 10 + (day - first) / span * (width - left - right - 20), y = (n) => base - n / top * (base - ceiling);
  const at = (p) => p[1] ?? p[2];
  const ticks = (top <= 5 ? [0, 1, 2, 3, 4, 5].filter((n) => n <= top) : [0, 0.25, 0.5, 0.75, 1].map((share) => share * top).filter((n) => Number.isInteger(n)));
  const days = [...new Set(points.map((p) => p[0]))].sort((a, b) => a - b);
  let free = -Infinity;
  const shownDays = days.filter((day) => { if (x(day) - free < 62 && day !== days[0]) return false; free = x(day); return true; });
  const ends = lines.map(([, all], i) => ({ i, y: y(at(all.at(-1))) })).sort((a, b) => a.y - b.y);
  ends.forEach((end, k) => { end.label = Math.max(end.y, k ? ends[k - 1].label + 15 : ceiling); });
  for (let k = ends.length - 1, floor = base; k >= 0; k--, floor -= 15) ends[k].label = Math.min(ends[k].label, floor);
  const label = new Map(ends.map((end) => [end.i, end.label]));
  const drawn = lines.map(([voice, all], i) => {
    const name = columnName(d.cols[voice]);
    let path = "";
    all.forEach((p, k) => { path += k ? `H${x(p[0])}V${y(at(p))}` : `M${x(p[0])} ${y(at(p))}`; });
    const end = all.at(-1);
    if (end[0] < last && !end[4]) path += `H${x(last)}`;
    return svg("g", { class: `voice v${i}` },
      svg("path", { class: "line", d: path, "stroke-dasharray": i > 3 ? "5 3" : null }),
      wide ? svg("path", { class: "lead", d: `M${x(end[4] ? end[0] : last) + 7} ${y(at(end))}L${width - right + 4} ${label.get(i)}` }) : null,
      all.map((p) => {
        const px = x(p[0]), low = p[1], high = p[2];
        const bar = low !== null && high !== null && low !== high ? svg("path", { class: "range", d: `M${px - 5} ${y(low)}H${px + 5}M${px} ${y(low)}V${y(high)}M${px - 5} ${y(high)}H${px + 5}` })
          : high === null ? svg("path", { class: "range", d: `M${px} ${y(low)}v-13m-3.5 4l3.5 -4l3.5 4` }) : low === null ? svg("path", { class: "range", d: `M${px} ${y(high)}v13m-3.5 -4l3.5 4l3.5 -4` }) : null;
        return svg("g", {}, svg("title", {}, `${name}: ${p[3]}, ${dayWords(p[0])}${p[4] ? ", since replaced" : ""}`), bar, marker(i % 4, px, y(at(p)), p[4]));
      }),
      wide ? svg("text", { x: width - right + 8, y: label.get(i) + 4, class: "name" }, svg("title", {}, name), clip(name, 27)) : null);
  });
  const summary = lines.map(([voice, all]) => `${columnName(d.cols[voice])}: ${all.map((p) => `${p[3]} on ${dayWords(p[0])}`).join(", then ")}`).join("; ");
  const rows = chart.v.flatMap(([voice, all]) => all.map((p) => [voice, p])).sort((a, b) => a[1][0] - b[1][0]);
  const dashed = points.some((p) => p[1] === null || p[2] === null), hollow = points.some((p) => p[4]);
  return el("figure", { class: "toll" },
    el("figcaption", {}, chart.t, el("small", {}, " by day of the report",
      hollow ? "; hollow: since replaced" : null, dashed ? "; an arrow: at least, or at most" : null,
      chart.v.length > lines.length ? `; ${many(chart.v.length - lines.length, "voice")} more in the table` : null)),
    svg("svg", { class: "drawn chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${chart.t}, as reported over time. ${summary}.` },
      ticks.map((n) => [svg("path", { class: n ? "grid" : "axis", d: `M${left} ${y(n)}H${width - right}` }), svg("text", { x: left - 6, y: y(n) + 4, class: "tick end" }, n.toLocaleString("en"))]),
      shownDays.map((day, k) => [svg("path", { class: "axis", d: `M${x(day)} ${base}v5` }), svg("text", { x: x(day), y: base + 18, class: k ? "tick" : "tick first" }, k && dateOf(day).getUTCFullYear() === dateOf(days[0]).getUTCFullYear() ? dayShort(day) : dayWords(day))]),
      drawn),
    wide ? null : el("ul", { class: "keylist" }, lines.map(([voice], i) => el("li", {}, svg("svg", { class: `drawn key voice v${i}`, viewBox: "0 0 28 14", "aria-hidden": "true" }, svg("path", { class: "line", d: "M0 7H28", "stroke-dasharray": i > 3 ? "5 3" : null }), marker(i % 4, 14, 7, 0)), " ", said(columnName(d.cols[voice]))))),
    el("details", {}, el("summary", {}, "As a table"), el("table", { class: "figures" },
      el("thead", {}, el("tr", {}, ["Day of the report", "Voice", "Figure", "Report"].map((word) => el("th", { scope: "col" }, word)))),
      el("tbody", {}, rows.map(([voice, p]) => el("tr", { class: p[4] ? "past" : null }, el("td", {}, dayWords(p[0])), el("td", {}, said(columnName(d.cols[voice]))), el("td", {}, said(p[3]), p[4] ? el("small", {}, " since replaced") : null), el("td", {}, said(outletOf(p[5])))))))));
}

// ---- why accounts are taken for one ---------------------------------------------------------------------------

const signed = (n) => `${n < 0 ? "−" : "+"}${Math.abs(n).toFixed(2)}`;
function waterfall(parts) {
  let sum = 0;
  const steps = parts.map(([label, weight, words]) => { const from = sum; sum += weight; return { label, weight, words, from, to: sum }; });
  const low = Math.min(0, ...steps.map((s) => s.to)), high = Math.max(0, ...steps.map((s) => s.to)), reach = high - low || 1;
  const x = (n) => 2 + (n - low) / reach * 96;
  const bar = (from, to, kind) => svg("svg", { class: "drawn fall", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("path", { class: "zero", d: `M${x(0)} 0V10` }), svg("rect", { class: kind, x: Math.min(x(from), x(to)), y: 1.5, width: Math.max(0.6, Math.abs(x(to) - x(from))), height: 7 }));
  return el("table", { class: "parts" },
    el("thead", { class: "vh" }, el("tr", {}, ["Compared", "What was found", "Drawn", "Log-odds"].map((word) => el("th", { scope: "col" }, word)))),
    el("tbody", {}, steps.map((s) => el("tr", {}, el("th", { scope: "row" }, s.label), el("td", {}, said(s.words)), el("td", { class: "draw" }, bar(s.from, s.to, s.weight < 0 ? "loss" : "gain")), el("td", { class: "n" }, signed(s.weight)))),
      el("tr", { class: "sum" }, el("th", { scope: "row" }, "Together"), el("td", {}, "above 0: more likely one occurrence than two"), el("td", { class: "draw" }, bar(0, sum, sum < 0 ? "loss" : "gain")), el("td", { class: "n" }, signed(sum)))));
}
function reasonBlock([pair, score, because, parts], open) {
  const outlets = new Set(pair.map(outletOf));
  const named = (number) => [outlets.size < pair.length && reports[number] && reports[number].t ? ["“", said(reports[number].t), "”, "] : null, said(outletOf(number)), reports[number] && reports[number].d ? `, ${reports[number].d}` : null];
  const who = pair.length ? pair.flatMap((number, i) => [i ? " and " : null, named(number)]) : "accounts that are not in this file";
  return el("li", {}, el("details", { open: open && parts.length > 0 },
    el("summary", {}, el("b", {}, who), el("small", {}, ` likeness ${score > 0.99 && parts.length ? "over 0.99" : score.toFixed(2)}`)),
    parts.length ? waterfall(parts) : el("p", {}, said(because || "no reason is given"))));
}
function glance(item) {
  const cell = (name, ...kids) => el("div", {}, el("dt", {}, name), el("dd", {}, ...kids));
  const list = (values) => values.flatMap((name, index) => [index ? ", " : null, said(name)]);
  return el("dl", { class: "glance" },
    cell("When", item.when),
    cell("Where", item.where ? said(item.where) : "place not known", item.km && item.ll && item.prec !== "country" ? `, within about ${item.km < 10 ? item.km : Math.round(item.km)} km` : null),
    cell("By whom", item.who ? list(item.who) : "not known"),
    cell("Against whom", item.whom ? list(item.whom) : "not known"),
    (item.tallies || []).map(([label, words, positions, part]) => cell(part ? `${label}, part of the above` : label, said(words), positions.length > 1
      ? el("ul", {}, positions.map(([value, voices]) => el("li", {}, said(value), ` (${many(voices, "voice")})`))) : null)));
}
function drawDetail() {
  const panel = byId("detail"), index = incidents.findIndex((each) => each.id === state.open), item = incidents[index];
  const showing = Boolean(item);
  panel.hidden = !showing;
  byId("app").classList.toggle("opened", showing);
  const modal = showing && !matchMedia("(min-width: 861px)").matches;
  document.documentElement.classList.toggle("held", modal);
  if (modal) { panel.setAttribute("role", "dialog"); panel.setAttribute("aria-modal", "true"); } else { panel.removeAttribute("role"); panel.removeAttribute("aria-modal"); }
  if (!showing) { fill(panel); return; }
  if (panel.dataset.id === item.id && panel.firstChild) return;
  panel.dataset.id = item.id;
  const d = item.d, place = found.shown.indexOf(index);
  const count = d.lin.reduce((sum, group) => sum + group.length, 0);
  fill(panel,
    el("div", { class: "nav" },
      el("button", { type: "button", on: { click: close } }, "← Map and timeline"),
      el("span", {}, place >= 0 ? `${(place + 1).toLocaleString("en")} of ${found.shown.length.toLocaleString("en")}` : "outside the present filters", " ",
        el("button", { type: "button", class: "quiet", "aria-label": "Previous incident", on: { click: () => { cursor = place; step(-1); } } }, "↑"),
        el("button", { type: "button", class: "quiet", "aria-label": "Next incident", on: { click: () => { cursor = place; step(1); } } }, "↓"))),
    el("h2", { tabindex: "-1" }, said(item.what)),
    el("p", { class: "whose" }, el("i", { class: `mark ${item.grade in GRADES ? item.grade : ""}`, "aria-hidden": "true" }), " ", item.whose, ` (grade: ${GRADES[item.grade] || item.grade})`),
    glance(item),
    d.dis.map(([label, because, sides]) => el("div", { class: "dispute" },
      el("h3", {}, "Voices disagree: ", label.toLowerCase()), el("p", {}, said(because || "no reason is given")),
      el("ul", {}, sides.map(([letter, words, columns]) => el("li", {}, el("span", { class: "side-letter" }, letter),
        el("span", {}, el("b", {}, said(words)), columns.length ? [" — ", columns.flatMap((column, i) => [i ? ", " : null, said(columnName(d.cols[column]))])] : null)))))),
    d.hist.length ? [el("h3", {}, "The toll over time ", el("small", {}, "as each voice told it")), d.hist.map((chart) => tollChart(d, chart, Math.max(300, Math.min(860, panel.clientWidth - (modal ? 36 : 72)))))] : null,
    el("h3", {}, "Who says what ", el("small", {}, `${many(item.voices, "voice")} assert${item.voices === 1 ? "s" : ""} it, in ${many(count, "report")}`)),
    d.rows.length ? matrix(d) : el("p", {}, "No claims are in this file."),
    el("h3", {}, "Where it is told ", el("small", {}, `${many(count, "report")} in ${many(d.lin.length, "text")}`)),
    d.lin.map(lineageBlock),
    d.why.length ? [el("h3", {}, "Why these accounts are taken for one ", el("small", {}, "the strongest links that hold them together; the scores add up", d.more ? `; ${many(d.more, "further link")} not shown` : null)),
      el("ul", { class: "why" }, d.why.map((each, i) => reasonBlock(each, i === 0)))] : null,
    el("p", { class: "idline" }, "Incident ", el("bdi", {}, item.id)));
  panel.scrollTop = 0;
  if (!modal) { const top = byId("filters").offsetTop; if (scrollY < top) scrollTo(0, top); }
}

// ---- the map ------------------------------------------------------------------------------------------------

function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const lines = [];
  let at = 0, x = 0, y = 0;
  const read = () => { let value = 0, shift = 0, byte; do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte > 127); return value; };
  const signed = () => { const value = read(); return value & 1 ? -((value + 1) >> 1) : value >> 1; };
  while (at < bytes.length) {
    const count = read(), line = new Float64Array(count * 2);
    for (let i = 0; i < count; i++) { x += signed(); y += signed(); line[2 * i] = x * world.quantum; line[2 * i + 1] = y * world.quantum; }
    lines.push(line);
  }
  return lines;
}
// Web Mercator on a square of side 1000.
const mercX = (lon) => (lon + 180) / 0.36;
const mercY = (lat) => { const s = Math.sin(Math.max(-84, Math.min(84, lat)) * Math.PI / 180); return 500 - 250 * Math.log((1 + s) / (1 - s)) / Math.PI; };
const latOf = (y) => Math.atan(Math.sinh(Math.PI * (1 - y / 500))) * 180 / Math.PI;
const lonOf = (x) => x * 0.36 - 180;
const kmSize = (lat) => 1000 / (40075 * Math.max(0.1, Math.cos(lat * Math.PI / 180)));

const countryShapes = new Map();
const countryLabels = [];
const landPath = new Path2D(), divisionPath = new Path2D();
{
  const arcs = unpack(world.arcs);
  const trace = (path, line) => { for (let i = 0; i < line.length; i += 2) path[i ? "lineTo" : "moveTo"](mercX(line[i]), mercY(line[i + 1])); };
  for (const line of unpack(world.divisions)) trace(divisionPath, line);
  for (const [code, name, rings] of world.countries) {
    const path = new Path2D();
    let label = null, whole = { w: Infinity, e: -Infinity, n: Infinity, s: -Infinity };
    rings.forEach((ring, order) => {
      let started = false, box = { w: Infinity, e: -Infinity, n: Infinity, s: -Infinity }, twice = 0, cx = 0, cy = 0, px = 0, py = 0, fx = 0, fy = 0;
      const put = (x, y) => {
        if (started && Math.abs(x - px) > 500) x += px > x ? 1000 : -1000; // over the date line
        path[started ? "lineTo" : "moveTo"](x, y);
        box.w = Math.min(box.w, x); box.e = Math.max(box.e, x); box.n = Math.min(box.n, y); box.s = Math.max(box.s, y);
        if (started) { const cross = px * y - x * py; twice += cross; cx += (px + x) * cross; cy += (py + y) * cross; } else { fx = x; fy = y; }
        started = true; px = x; py = y;
      };
      for (const number of ring) {
        const line = arcs[number < 0 ? ~number : number];
        for (let i = 0; i < line.length; i += 2) { const j = number < 0 ? line.length - 2 - i : i; put(mercX(line[j]), mercY(line[j + 1])); }
      }
      put(fx, fy);
      path.closePath();
      if (order === 0) { whole = box; label = twice ? [cx / (3 * twice), cy / (3 * twice)] : [(box.w + box.e) / 2, (box.n + box.s) / 2]; }
    });
    landPath.addPath(path);
    if (code) countryShapes.set(code, { path, box: whole, name });
    if (code && code !== "AQ" && label) countryLabels.push({ name, x: label[0], y: label[1], size: Math.max(whole.e - whole.w, (whole.s - whole.n)) });
  }
  countryLabels.sort((a, b) => b.size - a.size);
}
const divisionLabels = world.names.map(([name, lon, lat]) => ({ name, x: mercX(lon), y: mercY(lat) }));
for (const item of incidents) item.key = placeKey(item);

const canvas = byId("map"), pen = canvas.getContext("2d");
const view = { x: 500, y: 500, k: 1, w: 0, h: 0 };
let marks = [], drawn = [], over = null, stepped = -1, fitted = false;
const EXACT = new Set(["site", "settlement"]);
const VAGUE = new Set(["admin1", "admin2", "country", "sea"]);
const sx = (x) => (x - view.x) * view.k + view.w / 2, sy = (y) => (y - view.y) * view.k + view.h / 2;
const clampView = () => {
  view.k = Math.max(Math.min(view.w, view.h * 1.6) / 1000, Math.min(view.k, 9000));
  view.x = Math.max(0, Math.min(1000, view.x)); view.y = Math.max(60, Math.min(900, view.y));
};
function collect() {
  const places = new Map();
  for (const index of found.shown) {
    const item = incidents[index];
    if (item.key === "none" || item.key === "unlocated") continue;
    let mark = places.get(item.key);
    if (!mark) {
      const shape = item.key.startsWith("country:") ? countryShapes.get(item.country) : null;
      const [lat, lon] = item.ll || [0, 0];
      mark = shape ? { key: item.key, x: (shape.box.w + shape.box.e) / 2, y: (shape.box.n + shape.box.s) / 2, r: 0, shape, box: shape.box, prec: "country", all: [] }
        : { key: item.key, x: mercX(lon), y: mercY(lat), r: (item.km || 0) * kmSize(lat), prec: item.prec, all: [] };
      if (!shape) mark.box = { w: mark.x - mark.r, e: mark.x + mark.r, n: mark.y - mark.r, s: mark.y + mark.r };
      if (shape && item.ll) { mark.x = mercX(lon); mark.y = mercY(lat); }
      places.set(item.key, mark);
    }
    mark.all.push(index);
  }
  marks = [...places.values()];
  for (const mark of marks) mark.tone = mark.all.some((i) => incidents[i].grade === "contested") ? "--rust" : mark.all.every((i) => incidents[i].grade === "discounted") ? "--grey" : "--hue";
  marks.sort((a, b) => (b.box.e - b.box.w) - (a.box.e - a.box.w) || (a.key < b.key ? -1 : 1));
  stepped = -1; over = null;
}
function fitBox(box, most) {
  const w = Math.max(box.e - box.w, 0.001), h = Math.max(box.s - box.n, 0.001);
  view.x = (box.w + box.e) / 2; view.y = (box.n + box.s) / 2;
  view.k = Math.min((view.w - 60) / w, (view.h - 60) / h, most);
  clampView();
}
function fit() {
  if (!view.w) return;
  const boxes = marks.length ? marks.map((mark) => mark.box) : [{ w: 60, e: 940, n: 180, s: 760 }];
  fitBox({ w: Math.min(...boxes.map((b) => b.w)), e: Math.max(...boxes.map((b) => b.e)), n: Math.min(...boxes.map((b) => b.n)), s: Math.max(...boxes.map((b) => b.s)) }, 260);
}
let colours = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  colours = {};
  for (const name of ["--paper", "--ink", "--soft", "--rule", "--hue", "--rust", "--grey", "--sea", "--land", "--border", "--division", "--place", "--faint", "--raised"]) colours[name] = style.getPropertyValue(name).trim();
  hatches.clear();
}
const hatches = new Map();
function hatch(tone, level) {
  const key = tone + level;
  if (!hatches.has(key)) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const ink = tile.getContext("2d");
    ink.strokeStyle = colours[tone]; ink.lineWidth = 1; ink.globalAlpha = 0.62;
    ink.beginPath();
    if (level) { ink.moveTo(0, 4.5); ink.lineTo(8, 4.5); } else for (const d of [-8, 0, 8]) { ink.moveTo(d - 1, 9); ink.lineTo(d + 9, -1); }
    ink.stroke();
    hatches.set(key, pen.createPattern(tile, "repeat"));
  }
  return hatches.get(key);
}
function size(node, ctx) {
  const box = node.getBoundingClientRect(), ratio = Math.min(3, window.devicePixelRatio || 1);
  const w = Math.round(box.width), h = Math.round(box.height);
  if (node.width !== Math.round(w * ratio) || node.height !== Math.round(h * ratio)) { node.width = Math.round(w * ratio); node.height = Math.round(h * ratio); }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return [w, h, ratio];
}
let asked = false;
function askMap() { if (!asked) { asked = true; requestAnimationFrame(() => { asked = false; drawMap(); }); } }
function labelText(text, x, y, font, colour) {
  pen.font = font; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round";
  pen.strokeStyle = colours["--land"]; pen.lineWidth = 3; pen.globalAlpha = 0.85; pen.strokeText(text, x, y);
  pen.globalAlpha = 1; pen.fillStyle = colour; pen.fillText(text, x, y);
}
function drawLabels(taken) {
  const free = (x, y, w) => {
    const box = [x - w / 2 - 3, y - 8, x + w / 2 + 3, y + 8];
    if (box[0] < 2 || box[2] > view.w - 2 || box[1] < 2 || box[3] > view.h - 2) return false;
    if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) return false;
    taken.push(box);
    return true;
  };
  for (const { name, x, y, size } of countryLabels) {
    if (size * view.k < 60) break;
    const px = sx(x), py = sy(y);
    pen.font = "600 12px system-ui, sans-serif";
    const text = name.toUpperCase();
    if (pen.measureText(text).width < size * view.k * 1.1 && free(px, py, pen.measureText(text).width)) labelText(text, px, py, "600 11px system-ui, sans-serif", colours["--place"]);
  }
  if (view.k > 55) for (const { name, x, y } of divisionLabels) {
    const px = sx(x), py = sy(y);
    if (px < 0 || py < 0 || px > view.w || py > view.h) continue;
    pen.font = "12px system-ui, sans-serif";
    if (free(px, py, pen.measureText(name).width + (view.k < 110 ? 24 : 4))) labelText(name, px, py, "12px system-ui, sans-serif", colours["--place"]);
  }
}
// Marks that would touch are drawn as one with their number, at the mean of their places.
const dotSize = (n) => (n === 1 ? 5 : Math.min(22, 8 + 1.9 * Math.log2(n)));
function cluster(list, w, h) {
  let cells = [];
  for (const mark of list) {
    const x = sx(mark.x), y = sy(mark.y);
    if (x > -24 && y > -24 && x < w + 24 && y < h + 24) cells.push({ x, y, n: mark.all.length, r: dotSize(mark.all.length), marks: [mark] });
  }
  for (let round = 0; round < 6; round++) {
    const grid = new Map(), next = [];
    let merged = false;
    for (const cell of cells.sort((a, b) => b.n - a.n || a.x - b.x || a.y - b.y)) {
      const gx = Math.floor(cell.x / 48), gy = Math.floor(cell.y / 48);
      let near = null;
      for (let i = -1; i <= 1 && !near; i++) for (let j = -1; j <= 1 && !near; j++) near = (grid.get(`${gx + i}:${gy + j}`) || []).find((other) => Math.hypot(other.x - cell.x, other.y - cell.y) < other.r + cell.r + 1);
      if (near && view.k < 8000) {
        near.x = (near.x * near.n + cell.x * cell.n) / (near.n + cell.n); near.y = (near.y * near.n + cell.y * cell.n) / (near.n + cell.n);
        near.n += cell.n; near.r = dotSize(near.n); near.marks.push(...cell.marks); merged = true;
      } else { const key = `${gx}:${gy}`; if (!grid.has(key)) grid.set(key, []); grid.get(key).push(cell); next.push(cell); }
    }
    cells = next;
    if (!merged) break;
  }
  return cells;
}
function markOf(cell) {
  if (cell.marks.length === 1) return cell.marks[0];
  const all = cell.marks.flatMap((each) => each.all);
  const tone = cell.marks.some((each) => each.tone === "--rust") ? "--rust" : cell.marks.every((each) => each.tone === "--grey") ? "--grey" : "--hue";
  return { key: "", all, cluster: cell.marks, tone };
}
function drawMap() {
  if (!canvas.getBoundingClientRect().width) return;
  const [w, h, ratio] = size(canvas, pen);
  if (!w || !h) return;
  view.w = w; view.h = h;
  if (!fitted) { fitted = true; const at = /^(-?[\d.]+),(-?[\d.]+),([\d.]+)$/.exec(state.map); if (at) { view.x = mercX(+at[1]); view.y = mercY(+at[2]); view.k = 2 ** +at[3]; clampView(); } else fit(); }
  clampView();
  pen.fillStyle = colours["--sea"]; pen.fillRect(0, 0, w, h);
  const onMap = (act) => { pen.save(); pen.setTransform(ratio * view.k, 0, 0, ratio * view.k, ratio * (w / 2 - view.x * view.k), ratio * (h / 2 - view.y * view.k)); act(); pen.restore(); };
  onMap(() => {
    pen.fillStyle = colours["--land"]; pen.fill(landPath);
    pen.lineJoin = "round";
    if (view.k > 9) { pen.lineWidth = 0.8 / view.k; pen.strokeStyle = colours["--division"]; pen.globalAlpha = Math.min(1, (view.k - 9) / 12); pen.stroke(divisionPath); pen.globalAlpha = 1; }
    pen.lineWidth = 0.9 / view.k; pen.strokeStyle = colours["--border"]; pen.stroke(landPath);
  });
  drawn = [];
  const opened = incidents.find((item) => item.id === state.open);
  const taken = [[0, h - 76, 200, h], [w - 60, 0, w, 122]];
  const tag = (mark, x, y) => {
    if (mark.all.length < 2) return;
    const text = mark.all.length.toLocaleString("en");
    pen.font = "600 12px system-ui, sans-serif";
    const wide = pen.measureText(text).width + 10;
    pen.fillStyle = colours["--paper"]; pen.strokeStyle = colours[mark.tone]; pen.lineWidth = 1; pen.setLineDash([]);
    pen.beginPath(); pen.roundRect(x - wide / 2, y - 9, wide, 18, 3); pen.fill(); pen.stroke();
    pen.fillStyle = colours["--ink"]; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.fillText(text, x, y + 0.5);
    taken.push([x - wide / 2, y - 9, x + wide / 2, y + 9]);
  };
  const lit = (mark) => (opened && opened.key === mark.key) || mark === over;
  const tags = [], small = [];
  for (const mark of marks) { // areas, the largest first
    const tone = colours[mark.tone], strong = lit(mark);
    if (mark.shape) {
      onMap(() => {
        pen.globalAlpha = strong ? 0.2 : 0.08; pen.fillStyle = tone; pen.fill(mark.shape.path);
        pen.globalAlpha = 1; pen.save(); pen.clip(mark.shape.path); pen.setTransform(ratio, 0, 0, ratio, 0, 0); pen.fillStyle = hatch(mark.tone); pen.globalAlpha = strong ? 0.9 : 0.5; pen.fillRect(0, 0, w, h); pen.restore();
        pen.strokeStyle = tone; pen.lineWidth = (strong ? 2 : 1) / view.k; pen.stroke(mark.shape.path);
      });
      const px = Math.max(sx(mark.box.w) + 12, Math.min(sx(mark.x), sx(mark.box.e) - 12)), py = sy(mark.y);
      drawn.push({ mark, x: px, y: py, r: 0 });
      tags.push([mark, px, py, 0]);
      continue;
    }
    const px = sx(mark.x), py = sy(mark.y), exact = EXACT.has(mark.prec);
    const r = Math.max(mark.r * view.k, exact ? 0 : VAGUE.has(mark.prec) ? 10 : 8);
    if (px + r < 0 || py + r < 0 || px - r > w || py - r > h) continue;
    if (!exact && r < 14) { small.push(mark); continue; }
    if (r > 5 && r < 20000) {
      pen.beginPath(); pen.arc(px, py, r, 0, 7);
      pen.fillStyle = tone; pen.globalAlpha = strong ? 0.24 : exact ? 0.1 : 0.13; pen.fill();
      if (VAGUE.has(mark.prec)) { pen.fillStyle = hatch(mark.tone, mark.prec === "sea"); pen.globalAlpha = strong ? 0.95 : 0.6; pen.fill(); }
      pen.globalAlpha = strong ? 1 : 0.75; pen.strokeStyle = tone; pen.lineWidth = strong ? 2 : 1; pen.setLineDash(exact ? [] : [4, 3]); pen.stroke(); pen.setLineDash([]);
      pen.globalAlpha = 1;
    }
    if (!exact) { drawn.push({ mark, x: px, y: py, r }); tags.push([mark, px, py, r]); }
  }
  for (const cell of cluster(small, w, h)) { // areas too small to tell apart: one dashed ring with their number
    const mark = markOf(cell), r = Math.max(10, cell.r + 2), tone = colours[mark.tone], strong = cell.marks.some(lit);
    pen.beginPath(); pen.arc(cell.x, cell.y, r, 0, 7); pen.fillStyle = colours["--land"]; pen.globalAlpha = 0.7; pen.fill();
    pen.fillStyle = tone; pen.globalAlpha = strong ? 0.24 : 0.13; pen.fill();
    if (cell.marks.some((each) => VAGUE.has(each.prec))) { pen.fillStyle = hatch(mark.tone, cell.marks.every((each) => each.prec === "sea")); pen.globalAlpha = 0.6; pen.fill(); }
    pen.globalAlpha = 1; pen.strokeStyle = tone; pen.lineWidth = strong ? 2 : 1; pen.setLineDash([4, 3]); pen.stroke(); pen.setLineDash([]);
    drawn.push({ mark, x: cell.x, y: cell.y, r });
    tags.push([mark, cell.x, cell.y, r]);
  }
  for (const cell of cluster(marks.filter((mark) => EXACT.has(mark.prec)), w, h)) {
    const { x, y, r } = cell, mark = markOf(cell);
    const strong = cell.marks.some(lit) || (over && over.cluster && cell.marks.length > 1 && over.cluster[0] === cell.marks[0]);
    pen.beginPath(); pen.arc(x, y, r, 0, 7); pen.fillStyle = colours[mark.tone]; pen.fill();
    pen.strokeStyle = colours["--paper"]; pen.lineWidth = 1.5; pen.stroke();
    if (strong) { pen.beginPath(); pen.arc(x, y, r + 3.5, 0, 7); pen.strokeStyle = colours[mark.tone]; pen.lineWidth = 2; pen.stroke(); }
    if (cell.n > 1) { pen.font = "600 12px system-ui, sans-serif"; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.fillStyle = colours["--paper"]; pen.fillText(cell.n.toLocaleString("en"), x, y + 0.5); }
    taken.push([x - r, y - r, x + r, y + r]);
    drawn.push({ mark, x, y, r: r + 4, dot: true });
  }
  const clear = (x, y) => taken.every((box) => x + 16 < box[0] || x - 16 > box[2] || y + 10 < box[1] || y - 10 > box[3]);
  for (const [mark, x, y, r] of tags.sort((a, b) => b[0].all.length - a[0].all.length)) {
    const spot = [[x, y], [x, y + r], [x - r, y], [x + r, y], [x, y - r]].find(([px, py]) => clear(px, py));
    if (spot) tag(mark, ...spot);
  }
  drawLabels(taken);
  if (document.activeElement === canvas && stepped >= 0 && marks[stepped]) { pen.beginPath(); pen.arc(sx(marks[stepped].x), sy(marks[stepped].y), 15, 0, 7); pen.strokeStyle = colours["--ink"]; pen.lineWidth = 2; pen.stroke(); }
}
function hit(x, y) {
  for (let i = drawn.length - 1; i >= 0; i--) if (drawn[i].dot && Math.hypot(drawn[i].x - x, drawn[i].y - y) < drawn[i].r) return drawn[i].mark;
  for (let i = drawn.length - 1; i >= 0; i--) if (!drawn[i].dot && drawn[i].r && Math.hypot(drawn[i].x - x, drawn[i].y - y) < drawn[i].r) return drawn[i].mark;
  const wx = (x - view.w / 2) / view.k + view.x, wy = (y - view.h / 2) / view.k + view.y;
  for (const { mark } of drawn) {
    if (!mark.shape) continue;
    pen.save(); pen.setTransform(1, 0, 0, 1, 0, 0);
    const inside = pen.isPointInPath(mark.shape.path, wx, wy);
    pen.restore();
    if (inside) return mark;
  }
  return null;
}
function markWords(mark) {
  const first = incidents[mark.all[0]];
  if (mark.cluster) return [`${many(mark.all.length, "incident")} at ${many(mark.cluster.length, "place")}`, "Choose to look closer"];
  if (mark.all.length > 1) return [`${many(mark.all.length, "incident")} ${first.where}`, "Choose to list them"];
  return [first.what, `${first.when}; ${first.whose}`];
}
function tip(mark, x, y) {
  const node = byId("tip");
  node.hidden = !mark;
  if (!mark) return;
  const [head, rest] = markWords(mark);
  fill(node, el("b", {}, said(head)), said(rest));
  const left = Math.max(6, Math.min(x + 14, view.w - node.offsetWidth - 6)), top = y + 16 + node.offsetHeight > view.h ? y - node.offsetHeight - 12 : y + 16;
  node.style.left = `${left}px`; node.style.top = `${Math.max(6, top)}px`;
}
function choose(mark) {
  if (mark.cluster) {
    const boxes = mark.cluster, box = { w: Math.min(...boxes.map((m) => m.x)), e: Math.max(...boxes.map((m) => m.x)), n: Math.min(...boxes.map((m) => m.y)), s: Math.max(...boxes.map((m) => m.y)) };
    fitBox(box, Math.min(9000, view.k * 6));
    keepView(); askMap();
  } else if (mark.all.length === 1) { cursor = found.shown.indexOf(mark.all[0]); open(incidents[mark.all[0]].id); }
  else set({ at: state.at === mark.key ? "" : mark.key });
}
let keeping = 0;
function keepView() {
  clearTimeout(keeping);
  keeping = setTimeout(() => change({ map: `${lonOf(view.x).toFixed(3)},${latOf(view.y).toFixed(3)},${Math.log2(view.k).toFixed(2)}` }), 250);
}
function zoomBy(factor, x = view.w / 2, y = view.h / 2) {
  const wx = (x - view.w / 2) / view.k + view.x, wy = (y - view.h / 2) / view.k + view.y;
  view.k *= factor; clampView();
  view.x = wx - (x - view.w / 2) / view.k; view.y = wy - (y - view.h / 2) / view.k;
  keepView(); askMap(); tip(null);
}
{
  const fingers = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => { fingers.set(event.pointerId, [event.offsetX, event.offsetY]); canvas.setPointerCapture(event.pointerId); moved = 0; canvas.classList.add("busy"); });
  canvas.addEventListener("pointermove", (event) => {
    const x = event.offsetX, y = event.offsetY, was = fingers.get(event.pointerId);
    if (!was) { const mark = hit(x, y); if (mark !== over) { over = mark; askMap(); } canvas.classList.toggle("over", Boolean(mark)); tip(mark, x, y); return; }
    if (fingers.size === 1) { view.x -= (x - was[0]) / view.k; view.y -= (y - was[1]) / view.k; }
    else {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const before = Math.hypot(was[0] - other[0], was[1] - other[1]), after = Math.hypot(x - other[0], y - other[1]);
      view.x -= (x - was[0]) / 2 / view.k; view.y -= (y - was[1]) / 2 / view.k;
      if (before > 8) zoomBy(after / before, (x + other[0]) / 2, (y + other[1]) / 2);
    }
    moved += Math.abs(x - was[0]) + Math.abs(y - was[1]);
    fingers.set(event.pointerId, [x, y]);
    if (moved > 4) { tip(null); keepView(); }
    askMap();
  });
  const lift = (event) => {
    const held = fingers.delete(event.pointerId);
    if (!fingers.size) canvas.classList.remove("busy");
    if (held && event.type === "pointerup" && moved <= 4) { const mark = hit(event.offsetX, event.offsetY); if (mark) choose(mark); }
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { over = null; tip(null); askMap(); });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoomBy(Math.exp(-Math.max(-120, Math.min(120, event.deltaY * (event.deltaMode ? 24 : 1))) * 0.0022), event.offsetX, event.offsetY); }, { passive: false });
  canvas.addEventListener("dblclick", (event) => zoomBy(2, event.offsetX, event.offsetY));
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (move) { view.x += move[0] * 60 / view.k; view.y += move[1] * 60 / view.k; keepView(); askMap(); }
    else if (event.key === "+" || event.key === "=") zoomBy(1.5);
    else if (event.key === "-") zoomBy(1 / 1.5);
    else if (event.key === "0") { fit(); keepView(); askMap(); }
    else if ((event.key === "n" || event.key === "p") && marks.length) {
      stepped = (stepped + (event.key === "n" ? 1 : -1) + marks.length) % marks.length;
      const mark = marks[stepped];
      if (sx(mark.x) < 20 || sx(mark.x) > view.w - 20 || sy(mark.y) < 20 || sy(mark.y) > view.h - 20) { view.x = mark.x; view.y = mark.y; keepView(); }
      askMap(); tip(mark, sx(mark.x), sy(mark.y)); canvas.setAttribute("aria-label", markWords(mark).join("; "));
    } else if (event.key === "Enter" && marks[stepped]) choose(marks[stepped]);
    else return;
    event.preventDefault(); event.stopPropagation();
  });
  canvas.addEventListener("blur", () => { tip(null); askMap(); });
  byId("in").addEventListener("click", () => zoomBy(1.6));
  byId("out").addEventListener("click", () => zoomBy(1 / 1.6));
  byId("fit").addEventListener("click", () => { fit(); change({ map: "" }); askMap(); });
}
function drawOffMap() {
  const count = (key) => found.shown.filter((index) => incidents[index].key === key).length;
  const link = (key, words, n) => n || state.at === key ? el("button", { type: "button", class: "word", "aria-pressed": String(state.at === key), on: { click: () => set({ at: state.at === key ? "" : key }) } }, `${words}: ${n.toLocaleString("en")}`) : null;
  const none = count("none"), lost = count("unlocated");
  fill(byId("offmap"), link("none", "place not known", none), none && lost ? ", " : null, link("unlocated", "named, but not located", lost));
  const placed = found.shown.length - none - lost;
  canvas.setAttribute("aria-label", `Map: ${many(placed, "incident")} at ${many(marks.length, "place")}; ${none + lost} not on the map. The list holds the same incidents. Arrow keys move, plus and minus zoom, n and p step through the places.`);
}

// ---- the timeline -------------------------------------------------------------------------------------------

const strip = byId("time"), ink = strip.getContext("2d");
let bins = [], held = null, atBin = -1;
const EDGE = 14;
function cut(first, last) { // bars of a day, a month or some years
  const days = last - first + 1, edges = [];
  const start = dateOf(first);
  if (days <= 100) for (let day = first; day <= last + 1; day++) edges.push(day);
  else {
    const years = days / 365.25;
    const months = years <= 10 ? 1 : 0;
    const stepYears = months ? 0 : [1, 2, 5, 10, 20, 50, 100, 200, 500].find((n) => years / n <= 120) || 1000;
    const d = new Date(0);
    if (months) d.setUTCFullYear(start.getUTCFullYear(), start.getUTCMonth(), 1); else d.setUTCFullYear(Math.max(1, Math.floor(start.getUTCFullYear() / stepYears) * stepYears), 0, 1);
    for (;;) {
      const day = Math.round(d.getTime() / DAY) + EPOCH;
      edges.push(day);
      if (day > last) break;
      if (months) d.setUTCMonth(d.getUTCMonth() + 1); else d.setUTCFullYear(d.getUTCFullYear() + stepYears);
    }
  }
  return edges.slice(0, -1).map((edge, i) => ({ a: edge, b: edges[i + 1] - 1, sure: 0, may: 0 }));
}
function binWords(bin) {
  const d = dateOf(bin.a), days = bin.b - bin.a + 1;
  return days === 1 ? dayWords(bin.a) : days < 32 ? `${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}` : days < 367 ? String(d.getUTCFullYear()) : `${d.getUTCFullYear()}–${dateOf(bin.b).getUTCFullYear()}`;
}
function collectTime() {
  const all = incidents.filter((item) => item.wk === "dated");
  const window = [state.from ? ordinal(state.from) : 0, state.to ? ordinal(state.to) : 0];
  let first = Infinity, last = -Infinity;
  for (const item of all) { first = Math.min(first, item.a); last = Math.max(last, item.b); }
  for (const item of incidents) if (item.wk === "open") { const end = item.b ?? item.a; first = Math.min(first, end); last = Math.max(last, end); }
  if (state.zoom && window[0] && window[1] && window[1] >= window[0]) { first = window[0]; last = window[1]; }
  if (!(first <= last)) { bins = []; return; }
  if (last - first < 20) { first -= 5; last += 5; }
  bins = cut(first, last);
  const find = (day) => { let low = 0, high = bins.length - 1; while (low < high) { const mid = (low + high) >> 1; if (bins[mid].b < day) low = mid + 1; else high = mid; } return low; };
  for (const index of found.around) {
    const item = incidents[index];
    if (item.wk === "dated" && item.b >= bins[0].a && item.a <= bins.at(-1).b) {
      const one = find(Math.max(item.a, bins[0].a)), other = find(Math.min(item.b, bins.at(-1).b));
      if (one === other) bins[one].sure += 1; else for (let i = one; i <= other; i++) bins[i].may += 1;
    }
  }
  atBin = Math.min(atBin, bins.length - 1);
}
function drawTime() {
  if (!strip.getBoundingClientRect().width) return;
  const [w, h] = size(strip, ink);
  ink.clearRect(0, 0, w, h);
  ink.font = "11.5px system-ui, sans-serif"; ink.textBaseline = "alphabetic";
  const base = h - 20;
  if (!bins.length) { ink.fillStyle = colours["--soft"]; ink.textAlign = "left"; ink.fillText("No incident here has a full date.", 6, base - 20); return; }
  const span = (w - 2 * EDGE) / bins.length, most = Math.max(1, ...bins.map((bin) => bin.sure + bin.may));
  const from = state.from ? ordinal(state.from) : -Infinity, to = state.to ? ordinal(state.to) : Infinity;
  if (state.from || state.to) {
    const inside = bins.map((bin, i) => [bin, i]).filter(([bin]) => bin.b >= from && bin.a <= to).map(([, i]) => i);
    if (inside.length) { ink.fillStyle = colours["--faint"]; ink.fillRect(EDGE + inside[0] * span, 0, (inside.at(-1) - inside[0] + 1) * span, base); ink.fillStyle = colours["--hue"]; ink.fillRect(EDGE + inside[0] * span - 1, 0, 2, base); ink.fillRect(EDGE + (inside.at(-1) + 1) * span - 1, 0, 2, base); }
  }
  const gap = span > 5 ? Math.min(2, span * 0.18) : span > 2.5 ? 0.6 : 0, thick = Math.min(span - gap, 26);
  bins.forEach((bin, i) => {
    const x = EDGE + i * span + (span - thick) / 2, on = bin.b >= from && bin.a <= to;
    const sure = bin.sure / most * (base - 14), may = bin.may / most * (base - 14);
    ink.fillStyle = on ? colours["--hue"] : colours["--border"];
    if (bin.sure) ink.fillRect(x, base - Math.max(2, sure), thick, Math.max(2, sure));
    ink.globalAlpha = 0.3;
    if (bin.may) ink.fillRect(x, base - sure - Math.max(2, may), thick, Math.max(2, may));
    ink.globalAlpha = 1;
  });
  ink.strokeStyle = colours["--border"]; ink.lineWidth = 1; ink.beginPath(); ink.moveTo(EDGE, base + 0.5); ink.lineTo(w - EDGE, base + 0.5); ink.stroke();
  ink.fillStyle = colours["--soft"]; ink.textAlign = "left"; ink.fillText(many(most, "incident"), EDGE, 10);
  const days = bins[0].b - bins[0].a + 1, every = [1, 3, 6, 12].find((n) => n * span > 44) || 12;
  let free = -Infinity;
  bins.forEach((bin, i) => {
    const d = dateOf(bin.a), y = d.getUTCFullYear();
    const text = days === 1 ? (d.getUTCDate() === 1 || i === 0 ? `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${y}` : d.getUTCDate() % 5 === 0 ? String(d.getUTCDate()) : null)
      : days < 32 ? (d.getUTCMonth() === 0 || i === 0 ? `${MONTHS[d.getUTCMonth()]} ${y}` : d.getUTCMonth() % every === 0 ? MONTHS[d.getUTCMonth()] : null) : String(y);
    if (!text) return;
    const wide = ink.measureText(text).width, x = Math.max(2, Math.min(EDGE + (i + 0.5) * span - wide / 2, w - wide - 2));
    if (x < free) return;
    free = x + wide + 14;
    ink.fillText(text, x, h - 5); ink.fillRect(EDGE + (i + 0.5) * span, base, 1, 4);
  });
  if (document.activeElement === strip && bins[atBin]) { ink.strokeStyle = colours["--ink"]; ink.lineWidth = 1.5; ink.strokeRect(EDGE + atBin * span, 1, span, base); }
}
function drawUndated() {
  const of = (list, kind) => list.filter((index) => incidents[index].wk === kind).length;
  const tally = (kind) => { const inside = of(found.shown, kind), all = of(found.around, kind); return inside === all ? all.toLocaleString("en") : `${inside.toLocaleString("en")} of ${all.toLocaleString("en")}`; };
  const link = (kind, words) => of(found.around, kind) || state.when === kind ? el("button", { type: "button", class: "word", "aria-pressed": String(state.when === kind), on: { click: () => set({ when: state.when === kind ? "" : kind, from: "", to: "", zoom: "" }) } }, `${words}: ${tally(kind)}`) : null;
  const windowed = state.from && state.to;
  fill(byId("undated"), el("span", {}, `dated: ${tally("dated")}`, bins.some((bin) => bin.may) ? " (pale where the day may fall in several bars)" : null),
    link("open", "one end open"), link("no_year", "year not known"), link("unknown", "date not known"),
    windowed ? el("button", { type: "button", class: "word", "aria-pressed": String(Boolean(state.zoom)), on: { click: () => set({ zoom: state.zoom ? "" : "1" }) } }, state.zoom ? "show all time" : "look into this window") : null);
  const most = bins.reduce((best, bin) => (bin.sure + bin.may > (best ? best.sure + best.may : 0) ? bin : best), null);
  strip.setAttribute("aria-label", bins.length ? `Timeline from ${dayWords(bins[0].a)} to ${dayWords(bins.at(-1).b)}${most ? `; most in ${binWords(most)}` : ""}. Arrow keys choose a bar, with Shift several, Escape lets go. The fields From and To do the same.` : "Timeline: no incident here has a full date.");
}
function setWindow(i, j) {
  if (!bins.length) return;
  const one = bins[Math.max(0, Math.min(i, j))], other = bins[Math.min(bins.length - 1, Math.max(i, j))];
  set({ from: isoOf(one.a), to: isoOf(other.b), when: "" });
}
{
  const binAt = (x) => Math.max(0, Math.min(bins.length - 1, Math.floor((x - EDGE) / ((strip.getBoundingClientRect().width - 2 * EDGE) / bins.length))));
  let pressed = -1, dragged = false;
  strip.addEventListener("pointerdown", (event) => { if (bins.length && !event.button) { pressed = binAt(event.offsetX); dragged = false; strip.setPointerCapture(event.pointerId); } });
  strip.addEventListener("pointermove", (event) => { if (pressed < 0) { if (bins.length) { const bin = bins[binAt(event.offsetX)]; strip.title = `${binWords(bin)}: ${bin.sure}${bin.may ? `, and ${bin.may} that may fall in it` : ""}`; } return; } const now = binAt(event.offsetX); if (now !== pressed || dragged) { dragged = true; setWindow(pressed, now); } });
  strip.addEventListener("pointerup", (event) => {
    if (pressed < 0) return;
    const bin = bins[pressed];
    if (!dragged && bin) { if (state.from === isoOf(bin.a) && state.to === isoOf(bin.b)) set({ from: "", to: "" }); else setWindow(pressed, pressed); }
    pressed = -1;
  });
  strip.addEventListener("pointercancel", () => { pressed = -1; });
  strip.addEventListener("keydown", (event) => {
    if (!bins.length || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const next = Math.max(0, Math.min(bins.length - 1, atBin + (event.key === "ArrowRight" ? 1 : -1)));
      if (!event.shiftKey || held === null) held = event.shiftKey && atBin >= 0 ? atBin : next;
      atBin = next;
      setWindow(held, atBin);
    } else if (event.key === "Escape" && (state.from || state.to)) { held = null; set({ from: "", to: "", zoom: "" }); }
    else return;
    event.preventDefault(); event.stopPropagation();
  });
  strip.addEventListener("focus", () => drawTime());
  strip.addEventListener("blur", () => drawTime());
}

// ---- what is no incident, and what was not used -------------------------------------------------------------

function paged(box, items, draw, none) {
  let shown = 0;
  const list = el("ol", { class: "entries" }), more = el("button", { type: "button" });
  const grow = () => { list.append(...items.slice(shown, shown + PAGE).map(draw)); shown = Math.min(items.length, shown + PAGE); more.hidden = shown >= items.length; more.textContent = `Show more (${(items.length - shown).toLocaleString("en")} left)`; };
  more.addEventListener("click", grow);
  fill(box, items.length ? [list, more] : el("p", { class: "note" }, none));
  grow();
}
paged(byId("told"), data.told, ([type, kind, why, number, quotes, claims]) => el("li", {},
  el("div", { class: "kind" }, type, el("small", {}, `${kind}: ${why}`)),
  el("div", {}, quotes.slice(0, 2).map(quote),
    claims.length ? el("p", { class: "says" }, claims.slice(0, 8).flatMap(([label, value, source], i) => [i ? "; " : null, `${label.toLowerCase()}: `, el("b", {}, said(value)), source ? [" (", said(source), ")"] : null])) : null,
    el("p", { class: "says" }, reportLine(number)))), "None.");
paged(byId("unused"), data.unused, ([number, status, because]) => el("li", {},
  el("div", { class: "kind" }, status), el("div", {}, el("p", {}, said(because || "no reason is given")), el("p", { class: "says" }, reportLine(number)))), "None: every report seen was kept.");
paged(byId("silent"), data.silent, (number) => el("li", {}, el("div", { class: "kind" }, "kept"), el("div", {}, reportLine(number))), "None.");

// ---- drawing all, and the keys ------------------------------------------------------------------------------

function draw({ light = false } = {}) {
  if (!light) {
    found = sift();
    cursor = Math.min(cursor, found.shown.length - 1);
    collect(); collectTime(); drawUndated(); drawOffMap();
    byId("detail").dataset.id = "";
  }
  drawFilters(found);
  drawList();
  drawDetail();
  const item = incidents.find((each) => each.id === state.open);
  drawMap();
  if (item && light) focusMap(item);
  drawTime();
}
function focusMap(item) {
  const mark = marks.find((each) => each.key === item.key);
  if (!mark) return;
  fitBox(mark.box, Math.min(160, Math.max(40, view.k)));
  view.k = Math.max(view.k * 0.8, Math.min(view.w, view.h * 1.6) / 1000);
  askMap();
}
let typing = 0;
byId("q").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => set({ q: byId("q").value }), 140); });
for (const id of ["type", "country", "grade", "actor", "sort", "from", "to"]) byId(id).addEventListener("change", () => set({ [id]: byId(id).value }));
for (const id of ["split", "killed"]) byId(id).addEventListener("change", () => set({ [id]: byId(id).checked ? "1" : "" }));
byId("clear").addEventListener("click", () => { const blank = {}; for (const name of FILTERS) blank[name] = ""; byId("q").value = ""; set({ ...blank, zoom: "" }); byId("q").focus(); });
byId("filters").addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(typing); set({ q: byId("q").value }); });
byId("more").addEventListener("click", () => { const on = byId("facets").classList.toggle("on"); byId("more").setAttribute("aria-expanded", String(on)); });
byId("skip").addEventListener("click", (event) => { event.preventDefault(); cursor = Math.max(0, cursor); if (rowAt(cursor)) focusRow(); else byId("q").focus(); });

const THEMES = ["auto", "light", "dark"];
let theme = "auto";
try { theme = THEMES.includes(localStorage.getItem("tallystick-theme")) ? localStorage.getItem("tallystick-theme") : "auto"; } catch { theme = "auto"; }
function wear() {
  if (theme === "auto") delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = theme;
  byId("theme").textContent = `Theme: ${theme}`;
  readColours();
}
byId("theme").addEventListener("click", () => { theme = THEMES[(THEMES.indexOf(theme) + 1) % 3]; try { localStorage.setItem("tallystick-theme", theme); } catch { /* a file may have no storage */ } wear(); drawMap(); drawTime(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { wear(); drawMap(); drawTime(); });
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("shut").addEventListener("click", () => byId("keys").close());

let prefix = 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const target = event.target, writing = target.matches?.("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape") {
    if (writing) target.blur();
    else if (state.open) close();
    return;
  }
  if (event.key === "Tab" && state.open && byId("detail").getAttribute("role") === "dialog") {
    const stops = [...byId("detail").querySelectorAll("button, a[href], summary, [tabindex='0']")].filter((node) => node.offsetParent);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement === edge || !byId("detail").contains(document.activeElement)) { event.preventDefault(); (event.shiftKey ? stops.at(-1) : stops[0]).focus(); }
    return;
  }
  if (writing) return;
  if (Date.now() - prefix < 1200) {
    prefix = 0;
    const go = { l: () => { cursor = Math.max(0, cursor); focusRow(); }, m: () => { if (state.open) close(); canvas.focus(); }, t: () => { if (state.open) close(); strip.focus(); } }[event.key];
    if (go) { event.preventDefault(); go(); return; }
  }
  const act = {
    j: () => step(1), k: () => step(-1), g: () => { prefix = Date.now(); }, "/": () => { byId("q").focus(); byId("q").select(); },
    "?": () => byId("keys").showModal(), "]": () => turn(1), "[": () => turn(-1),
    Enter: () => { if (target === document.body && found.shown[cursor] !== undefined) open(incidents[found.shown[cursor]].id); },
  }[event.key];
  if (!act) return;
  if (event.key !== "Enter") event.preventDefault();
  act();
});
addEventListener("popstate", () => { if (quiet) { quiet = false; return; } const was = state.open; readAddress(); byId("q").value = state.q; draw(); if (was && !state.open) goBack(); });
addEventListener("beforeprint", () => { printing = true; drawList(); for (const node of document.querySelectorAll(".detail details")) node.open = true; });
addEventListener("afterprint", () => { printing = false; drawList(); });
new ResizeObserver(() => {
  const bar = byId("filters").offsetHeight, style = document.documentElement.style;
  style.setProperty("--bar", `${bar}px`);
  style.setProperty("--above", `${bar + document.querySelector(".mast").offsetHeight}px`);
}).observe(byId("filters"));
new ResizeObserver(() => { drawMap(); }).observe(byId("mapbox"));
new ResizeObserver(() => { drawTime(); }).observe(byId("timebox"));
readAddress();
wear();
draw();
if (state.open) byId("detail").querySelector("h2")?.focus({ preventScroll: true });
document.documentElement.dataset.ready = "1";
})();
