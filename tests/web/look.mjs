// Looks at the page in Chromium: node tests/web/look.mjs PAGES_FOLDER SHOTS_FOLDER (needs playwright-core; pages from tests/web/sample.py).
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";

const [pages, shots] = process.argv.slice(2).map((folder) => resolve(folder));
const { chromium } = createRequire(resolve(process.cwd(), "x.js"))("playwright-core");
mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let failures = 0;
const check = (what, passed, more = "") => { console.log(`${passed ? "ok  " : "FAIL"} ${what} ${more}`); if (!passed) failures += 1; };

async function visit(name, { width = 1400, height = 900, dark = false, hash = "" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", offline: true, hasTouch: width < 500 });
  const page = await context.newPage();
  const seen = { requests: [], errors: [], dialogs: 0 };
  page.on("request", (request) => { if (!request.url().startsWith("file://") || !request.url().includes(`${name}.html`)) seen.requests.push(request.url()); });
  page.on("console", (message) => { if (message.type() === "error") seen.errors.push(message.text()); });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("dialog", (dialog) => { seen.dialogs += 1; dialog.dismiss(); });
  const start = Date.now();
  await page.goto(`file://${pages}/${name}.html${hash}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "1", null, { timeout: 30000 });
  return { page, context, seen, ms: Date.now() - start };
}
const shot = (page, name, fullPage = false) => page.screenshot({ path: `${shots}/${name}.png`, fullPage });

for (const dark of [false, true]) {
  for (const width of [1400, 400]) {
    const mode = `${width}-${dark ? "dark" : "light"}`;
    const { page, context, seen } = await visit("sample", { width, dark, height: width === 400 ? 860 : 900 });
    await shot(page, `${mode}-home`);
    if (!dark) await shot(page, `${mode}-whole`, true);
    check(`${mode}: no sideways scroll`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.locator(".row", { hasText: "Hama" }).first().click();
    await page.waitForTimeout(150);
    await shot(page, `${mode}-open`);
    await page.evaluate(() => { document.querySelector(".detail").scrollTop = 560; });
    await shot(page, `${mode}-matrix`);
    await page.evaluate(() => { document.querySelector(".detail").scrollTop = 99999; });
    await shot(page, `${mode}-end`);
    check(`${mode}: no request, no error`, !seen.requests.length && !seen.errors.length, JSON.stringify(seen));
    await context.close();
  }
}

{ // counts agree, over every single choice of every filter
  const { page, context } = await visit("sample");
  const result = await page.evaluate(async () => {
    const wrong = [];
    let tried = 0;
    for (const id of ["type", "country", "grade", "actor"]) {
      for (const value of [...document.getElementById(id).options].map((o) => o.value)) {
        const select = document.getElementById(id);
        const promised = /\((\d+)\)$/.exec([...select.options].find((o) => o.value === value).textContent);
        select.value = value; select.dispatchEvent(new Event("change"));
        const shown = +document.querySelector("#count b").textContent, rows = document.querySelectorAll(".row").length;
        const map = document.getElementById("map").getAttribute("aria-label").match(/Map: (\d+) incident.*?; (\d+) not on/);
        const time = [...document.getElementById("undated").textContent.matchAll(/: (\d+)/g)].reduce((sum, m) => sum + +m[1], 0);
        tried += 1;
        if (shown !== rows || shown !== +map[1] + +map[2] || shown !== time || (promised && +promised[1] !== shown)) wrong.push([id, value, shown, rows, map[0], time]);
        select.value = ""; select.dispatchEvent(new Event("change"));
      }
    }
    return { wrong, tried };
  });
  check("list, map, timeline and count agree", !result.wrong.length, JSON.stringify(result));
  await context.close();
}

{ // and over 200 random filters of a large record
  const { page, context } = await visit("many");
  const wrong = await page.evaluate(async () => {
    let seed = 42;
    const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n; };
    const wrong = [];
    for (let round = 0; round < 200; round++) {
      const query = new URLSearchParams();
      for (const id of ["type", "country", "grade", "actor"]) { const all = document.getElementById(id).options; if (random(3) === 0) query.set(id, all[random(all.length)].value); }
      if (random(3) === 0) query.set("split", "1");
      if (random(3) === 0) query.set("killed", "1");
      if (random(3) === 0) query.set("q", ["hama", "strike norvian", '"the coast"', "نص", "zzz"][random(5)]);
      if (random(2) === 0) { query.set("from", `2024-0${1 + random(9)}-11`); query.set("to", `2025-0${1 + random(9)}-27`); }
      if (random(5) === 0) query.set("when", ["no_year", "unknown", "open", "dated"][random(4)]);
      history.replaceState(null, "", "#" + query); dispatchEvent(new PopStateEvent("popstate"));
      const shown = +document.querySelector("#count b").textContent.replace(",", ""), rows = document.querySelectorAll(".row").length;
      const map = document.getElementById("map").getAttribute("aria-label").replace(/,(?=\d)/g, "").match(/Map: (\d+) incident.*?; (\d+) not on/);
      const time = [...document.getElementById("undated").textContent.replace(/,(?=\d)/g, "").matchAll(/: (\d+)/g)].reduce((sum, m) => sum + +m[1], 0);
      if (Math.min(shown, 50) !== rows || shown !== +map[1] + +map[2] || shown !== time) wrong.push([String(query), shown, rows, map[0], time]);
    }
    return wrong;
  });
  check("200 random filters: list, map, timeline and count agree", !wrong.length, JSON.stringify(wrong.slice(0, 3)));
  await context.close();
}

{ // the keyboard alone
  const { page, context } = await visit("sample");
  await page.keyboard.press("Tab");
  check("skip link comes first", await page.evaluate(() => document.activeElement.id === "skip"));
  await page.keyboard.press("Enter");
  check("skip link leads to the list", await page.evaluate(() => document.activeElement.classList.contains("row")));
  await page.keyboard.press("j"); await page.keyboard.press("j"); await page.keyboard.press("k");
  check("j and k move", await page.evaluate(() => document.activeElement.dataset.place === "1"), await page.evaluate(() => document.activeElement.dataset.place));
  await page.keyboard.press("Enter");
  check("Enter opens, focus on its heading", await page.evaluate(() => document.activeElement.tagName === "H2" && location.hash.includes("open=inc")));
  await shot(page, "keys-open");
  await page.keyboard.press("Escape");
  check("Escape closes, focus back in the list", await page.evaluate(() => document.activeElement.classList.contains("row") && !location.hash.includes("open=")));
  await page.keyboard.press("/"); await page.keyboard.type("Ménaka"); await page.waitForTimeout(250);
  check("/ searches", (await page.locator(".row").count()) === 1, page.url().split("#")[1]);
  await page.keyboard.press("Escape"); await page.keyboard.press("?");
  check("? shows the keys", await page.evaluate(() => document.getElementById("keys").open));
  await shot(page, "keys-help");
  await page.keyboard.press("Escape");
  await page.locator("#clear").click();
  await page.locator("h1").click();
  await page.keyboard.press("g"); await page.keyboard.press("m"); await page.keyboard.press("n"); await page.keyboard.press("n");
  check("g m, n names a place", (await page.evaluate(() => document.activeElement.getAttribute("aria-label"))).length > 10, await page.evaluate(() => document.activeElement.getAttribute("aria-label")));
  await shot(page, "keys-map");
  await page.keyboard.press("g"); await page.keyboard.press("t"); await page.keyboard.press("ArrowRight"); await page.keyboard.press("Shift+ArrowRight");
  check("arrows on the timeline set the window", /from=.*to=/.test(page.url()), page.url().split("#")[1]);
  await shot(page, "keys-time");
  await context.close();
}

{ // the mouse
  const { page, context } = await visit("sample");
  const count = () => page.locator("#count2 b").textContent();
  const time = await page.locator("#time").boundingBox();
  await page.mouse.move(time.x + time.width * 0.75, time.y + 40); await page.mouse.down(); await page.mouse.move(time.x + time.width - 20, time.y + 40, { steps: 5 }); await page.mouse.up();
  check("a brush on the timeline narrows the list", (await count()) === "5", await page.locator("#undated").textContent());
  await page.locator("#clear").click();
  const map = await page.locator("#map").boundingBox();
  await page.mouse.move(map.x + 350, map.y + 230); await page.mouse.wheel(0, -400); await page.waitForTimeout(400);
  check("the wheel zooms", /map=/.test(page.url()), page.url().split("#")[1]);
  await page.mouse.down(); await page.mouse.move(map.x + 450, map.y + 260, { steps: 4 }); await page.mouse.up(); await page.waitForTimeout(400);
  await page.locator(".legend summary").click();
  await shot(page, "mouse-map");
  await page.locator(".legend summary").click();
  await page.locator("#offmap button").first().click();
  check("place not known can be listed", (await count()) === "2");
  await page.locator(".row").first().click();
  await page.goBack();
  check("back closes the incident", await page.evaluate(() => document.getElementById("detail").hidden));
  await page.locator("#theme").click(); await page.locator("#theme").click();
  check("the theme can be chosen", await page.evaluate(() => document.documentElement.dataset.theme === "dark"));
  await context.close();
}

{ // the address is the state
  const { page, context } = await visit("sample", { hash: "#type=Air%2Fdrone+strike&from=2025-11-01&to=2025-11-30&foo=1&open=inc-00000000000000000000" });
  check("an address reproduces the screen", (await page.locator(".row").count()) === 2 && (await page.locator(".detail h2").count()) === 1);
  check("unknown words of the address are named", (await page.locator("#chips").textContent()).includes("foo"));
  await shot(page, "address");
  await page.emulateMedia({ media: "print" });
  await shot(page, "print", true);
  await page.pdf({ path: `${shots}/print.pdf`, format: "A4" });
  await context.close();
}

for (const width of [1400, 390]) { // history, copies, and why
  const { page, context, seen } = await visit("ferry", { width });
  await page.locator(".row").first().click();
  check(`${width}: a chart of the toll for each group, replaced figures hollow, with its table`, await page.evaluate(() => document.querySelectorAll("svg.chart").length === 2 && document.querySelectorAll(".chart .point.past").length === 3 && document.querySelector(".figures tbody").rows.length === 6));
  await page.evaluate(() => document.querySelectorAll(".copy").forEach((node) => { node.open = true; }));
  const words = await page.locator(".pair mark").allTextContents();
  check(`${width}: each copy opens beside its original, the same words shaded`, (await page.locator(".pair").count()) === 3 && words.some((text) => text.startsWith("Two shells struck the ferry landing")), JSON.stringify(words));
  check(`${width}: the parts of a link add up`, await page.evaluate(() => [...document.querySelectorAll(".parts")].every((table) => { const all = [...table.querySelectorAll("tbody .n")].map((node) => +node.textContent.replace("−", "-")), last = all.pop(); return Math.abs(all.reduce((a, b) => a + b, 0) - last) < 0.03; }) && document.querySelectorAll(".parts").length === 4));
  check(`${width}: the disputed field carries its reason`, (await page.locator(".claims .against th").textContent()).includes("Voices differ on how many"));
  check(`${width}: no sideways scroll, no error`, (await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)) && !seen.errors.length && !seen.requests.length, JSON.stringify(seen));
  await shot(page, `ferry-${width}`);
  await context.close();
}

{ // hostile words in every field
  const { page, context, seen } = await visit("hostile");
  const count = await page.locator(".row").count();
  for (let i = 0; i < count; i++) { await page.locator(".row").nth(i).click(); }
  await shot(page, "hostile");
  const strange = await page.evaluate(() => [document.querySelectorAll("img, svg:not(.drawn), iframe, object, embed, base, link, form:not(#filters)").length, [...document.links].filter((a) => !/^https?:/.test(a.href) && a.id !== "skip").length, document.scripts.length]);
  check("hostile words make no element, link, dialog or request", strange.join() === "0,0,3" && !seen.dialogs && !seen.requests.length && !seen.errors.length, JSON.stringify([strange, seen]));
  await context.close();
}

{ // three thousand
  const { page, context, seen, ms } = await visit("many");
  const timing = await page.evaluate(async () => {
    const time = async (act) => { const start = performance.now(); act(); await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); return Math.round(performance.now() - start); };
    const choose = (id, value) => () => { const node = document.getElementById(id); node.value = value; node.dispatchEvent(new Event("change")); };
    const submit = (words) => () => { document.getElementById("q").value = words; document.getElementById("filters").requestSubmit(); };
    return {
      type: await time(choose("type", "Attack")), clear: await time(choose("type", "")), firstSearch: await time(submit("hama")), nextSearch: await time(submit("hama market")), clearSearch: await time(submit("")),
      open: await time(() => document.querySelector(".row").click()), zoom: await time(() => document.getElementById("in").click()), nodes: document.querySelectorAll("*").length,
    };
  });
  check("3,000 incidents load within 2 s and answer within 300 ms", ms < 2000 && Math.max(timing.type, timing.nextSearch, timing.open) < 300 && !seen.errors.length, JSON.stringify({ ms, ...timing }));
  await page.keyboard.press("Escape"); await page.locator("#fit").click(); await page.waitForTimeout(100);
  await shot(page, "many");
  await context.close();
}
{
  const { page, context, seen } = await visit("empty");
  check("an empty record is a page", !seen.errors.length, JSON.stringify(seen));
  await shot(page, "empty");
  await context.close();
}
await browser.close();
process.exitCode = failures ? 1 : 0;
