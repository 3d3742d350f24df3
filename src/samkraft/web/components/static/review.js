// Looking over an imported document works without this script. It adds: changes without a new
// page, keys, marking lines, lines and pieces that light up together, words that are kept until
// they are saved, progress that moves by itself, and a word when somebody else changed something.
"use strict";
(() => {
  const find = (words, within = document) => within.querySelector(words);
  const all = (words, within = document) => [...within.querySelectorAll(words)];
  const review = () => find("[data-review]");
  const texts = () => { const found = find("[data-texts]"); return found ? found.dataset : {}; };

  function say(text) {
    const place = find("[data-said]");
    if (!place) return;
    place.textContent = "";
    setTimeout(() => { place.textContent = text; }, 50);
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { place.textContent = ""; }, 8000);
  }

  // ---- words that are not saved yet -------------------------------------------------------
  const bar = find("[data-workspace]");
  const person = (bar && bar.dataset.workspace) || "";
  const keyOf = (name) => `samkraft:${person}:${review().dataset.review}:${name}`;
  const store = {
    get: (name) => { try { return JSON.parse(localStorage.getItem(keyOf(name))); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(keyOf(name), JSON.stringify(value)); } catch { /* full or forbidden */ } },
    drop: (name) => { try { localStorage.removeItem(keyOf(name)); } catch { /* nothing to drop */ } },
  };
  const fieldsOf = (form) => all("textarea, select, input:not([type=hidden])", form).filter((field) => field.name);
  const valuesOf = (form) => Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));

  function putBack() {
    for (const form of all("form[data-hold]")) {
      form.before_ = JSON.stringify(valuesOf(form));
      const kept = store.get(form.dataset.hold);
      const changed = kept ? fieldsOf(form).filter((f) => f.name in kept && kept[f.name] !== f.value) : [];
      if (!changed.length) continue;
      const given = changed.map((field) => field.value);
      for (const field of changed) field.value = kept[field.name];
      tellPutBack(form, () => changed.forEach((field, n) => { field.value = given[n]; }));
    }
  }

  function tellPutBack(form, restore) {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    const line = document.createElement("p");
    line.textContent = texts().found || "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = texts().drop || "×";
    button.addEventListener("click", () => { restore(); store.drop(form.dataset.hold); notice.remove(); });
    notice.append(line, button);
    form.before(notice);
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-hold]");
    if (!form) return;
    const now = valuesOf(form);
    if (JSON.stringify(now) === form.before_) store.drop(form.dataset.hold); else store.set(form.dataset.hold, now);
  });

  // ---- changes without a new page ---------------------------------------------------------
  async function load(url, options, focus) {
    let answer, page;
    try {
      answer = await fetch(url, { credentials: "same-origin", ...options });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      say(texts().lost || "");
      return false;
    }
    const fresh = find("[data-review]", page);
    if (!fresh) { location.href = answer.url; return answer.redirected; }
    const sheet = find("[data-sheet]");
    const from = sheet ? sheet.scrollTop : 0;
    const before = new Set(all("[data-item]").map((node) => node.dataset.item));
    const done = !options || answer.redirected;
    const open = all("details[data-keys]").some((part) => part.open);
    if (options && answer.redirected && options.held) store.drop(options.held);
    review().replaceWith(document.importNode(fresh, true));
    if (find("[data-sheet]")) find("[data-sheet]").scrollTop = from;
    if (done) history.replaceState(null, "", answer.url);
    start(open);
    const messages = all(".notice[role=status]", page).filter((part) => !part.closest("[data-review]"));
    say(messages.map((part) => part.textContent.trim()).join(" ") || (find("#errors") || {}).textContent || "");
    const place = (!done && find("#errors")) || focus(before) || find("#reading");
    if (place) place.focus();
    return done;
  }

  const wordsOf = (number) => find(`[data-item="${number}"] [data-words]`) || find(`[data-item="${number}"]`);
  const numbers = () => all("[data-item]").map((node) => node.dataset.item);

  function send(url, body, number, held) {
    const place = numbers().indexOf(number);
    return load(url, { method: "POST", body, held }, (before) => {
      const added = numbers().filter((each) => !before.has(each));
      if (!number) return added.length ? wordsOf(added[0]) : null;
      if (numbers().includes(number)) return wordsOf(number);
      const there = numbers();
      return there.length ? wordsOf(there[Math.max(0, Math.min(place, there.length - 1))]) : null;
    });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-act]");
    if (!form || !review()) return;
    event.preventDefault();
    const node = form.closest("[data-item]");
    const focused = document.activeElement.closest("[data-item]");
    const number = node ? node.dataset.item : form.dataset.hold === "take-up" ? "" : focused ? focused.dataset.item : "";
    const body = new FormData(form, event.submitter);
    after(() => send(form.action, body, number, form.dataset.hold));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a");
    if (!link || !review() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.take) { event.preventDefault(); const [a, b] = link.dataset.take.split("-"); pick(+a, +b); toForm(); return; }
    if (link.hasAttribute("data-swap")) {
      event.preventDefault();
      if (link.dataset.forget) store.drop(link.dataset.forget);
      const at = new URL(link.href).hash.slice(1);
      open(link.href, () => find(`#${at}.open textarea[name=text]`) || find(`#${at} [data-words]`)
        || find("#head-title") || document.getElementById(at));
    }
  });
  const open = (url, focus) => load(url.split("#")[0], undefined, focus);

  // ---- keys -------------------------------------------------------------------------------
  const DIRECTIONS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
  const keysOn = () => { try { return localStorage.getItem("samkraft:keys") !== "off"; } catch { return true; } };

  // One change after the other: who presses keys faster than the server answers loses none.
  let queue = Promise.resolve();
  const after = (work) => { queue = queue.then(work, work); };

  function post(node, what, fields) {
    const number = node.dataset.item;
    after(() => {
      const now = find(`[data-item="${number}"]`);
      if (!now) return null;
      const body = new FormData();
      body.append("csrfmiddlewaretoken", find("[name=csrfmiddlewaretoken]").value);
      body.append("revision", now.dataset.revision);
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return send(`${review().dataset.review}${number}/${what}/`, body, number);
    });
  }

  function act(node, event) {
    const role = /^[0-9]$/.test(event.key) && all("[data-role-key]").find((part) => part.textContent === event.key);
    const key = event.key.toLowerCase();
    if (role) post(node, "kind", { role: role.dataset.roleKey });
    else if (key === "m") post(node, "merge", {});
    else if (key === "delete") post(node, "leave-out", {});
    else if (key === "z") after(() => { const undo = find("[data-undo-button]"); if (undo) undo.click(); });
    else if (key === "s") {
      const number = node.dataset.item;
      open(`${review().dataset.review}?open=${number}`, () => {
        const part = document.getElementById(`split-${number}`);
        part.open = true;
        return find("textarea", part);
      });
    } else return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const words = event.target.closest && event.target.closest("[data-words]");
    if (!words || event.ctrlKey || event.metaKey) return;
    const node = words.closest("[data-item]");
    let used = false;
    if (event.altKey) {
      if (event.key in DIRECTIONS && keysOn()) { post(node, "step", { do: DIRECTIONS[event.key] }); used = true; }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const rows = all("[data-words]");
      const next = rows[rows.indexOf(words) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { next.focus(); used = true; }
    } else if (keysOn()) used = act(node, event);
    if (used) event.preventDefault();
  });

  // ---- lines ------------------------------------------------------------------------------
  const lineAt = (number) => document.getElementById(`line-${number}`);
  let anchor = null;

  function pick(first, last) {
    [first, last] = first <= last ? [first, last] : [last, first];
    for (const line of all(".picked")) line.classList.remove("picked");
    for (let n = first; n <= last; n += 1) if (lineAt(n)) lineAt(n).classList.add("picked");
    const [from, to] = [find("#take-first"), find("#take-last")];
    if (!from) return;
    from.value = first;
    to.value = last;
    say((texts().marked || "").replace("{first}", first).replace("{last}", last));
  }
  function toForm() { const form = find("form.take"); form.scrollIntoView({ block: "nearest" }); find("select[name=role]", form).focus(); }
  const numberOf = (place) => {
    const line = place && (place.nodeType === 1 ? place : place.parentElement).closest("[data-pick] [data-line]");
    return line ? +line.dataset.line : null;
  };

  document.addEventListener("mouseup", (event) => {
    const here = event.target.closest && !event.target.closest("a") && numberOf(event.target);
    if (!here) return;
    const chosen = getSelection();
    if (chosen && !chosen.isCollapsed) {
      const [a, b] = [numberOf(chosen.anchorNode), numberOf(chosen.focusNode)];
      if (a && b) { anchor = a; pick(a, b); return; }
    }
    if (!event.shiftKey || anchor === null) anchor = here;
    pick(anchor, here);
  });

  document.addEventListener("keydown", (event) => {
    const sheet = event.target.closest && event.target.closest("[data-pick]");
    if (!sheet || event.altKey || event.ctrlKey || event.metaKey) return;
    const here = numberOf(event.target);
    if (event.key === "Enter" && here && event.target.matches("[data-line]")) { event.preventDefault(); toForm(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const seen = all("[data-line]", sheet).find((line) => line.offsetTop >= sheet.scrollTop);
    const next = here ? here + (event.key === "ArrowDown" ? 1 : -1) : +(seen || find("[data-line]", sheet)).dataset.line;
    const line = lineAt(next);
    if (!line) return;
    event.preventDefault();
    if (!event.shiftKey || anchor === null) anchor = next;
    line.tabIndex = -1;
    line.focus();
    pick(anchor, next);
  });

  function light(event, scroll) {
    const node = event.target.closest && event.target.closest("[data-item]");
    const line = event.target.closest && event.target.closest("[data-items]");
    if (!node && !line) return;
    for (const lit of all(".lit")) lit.classList.remove("lit");
    if (line) { for (const n of line.dataset.items.split(" ")) (document.getElementById(`item-${n}`) || line).classList.add("lit"); return; }
    const [first, last] = [+node.dataset.first, +node.dataset.last];
    for (let n = first; first && n <= last; n += 1) if (lineAt(n)) lineAt(n).classList.add("lit");
    const sheet = find("[data-sheet]");
    const top = first && lineAt(first);
    if (scroll && top) sheet.scrollTop = top.offsetTop - sheet.clientHeight / 3;
  }
  document.addEventListener("mouseover", (event) => light(event, !!event.target.closest && !event.target.closest("[data-sheet]")));
  document.addEventListener("focusin", (event) => light(event, true));

  // ---- somebody else, progress, upload ----------------------------------------------------
  async function ask(url) {
    try { return await (await fetch(url, { credentials: "same-origin" })).json(); } catch { return null; }
  }
  async function look() {
    const part = review();
    if (!part || document.hidden) return;
    const now = await ask(part.dataset.poll);
    if (now && now.state !== review().dataset.state) find("[data-changed]").hidden = false;
  }
  async function follow(part) {
    const now = await ask(part.dataset.progress);
    if (now && now.stage !== "waiting" && now.stage !== "reading") { location.reload(); return; }
    if (now && now.pages) {
      const meter = find("progress", part);
      meter.max = now.pages;
      meter.value = now.done;
      const line = find("[data-pages]", part);
      line.textContent = line.dataset.pages.replace("{done}", now.done).replace("{pages}", now.pages);
    }
    setTimeout(() => follow(part), 1500);
  }
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-upload]");
    if (!form) return;
    const file = find("input[type=file]", form).files[0];
    const place = find("[data-upload-error]", form);
    if (file && file.size > +form.dataset.limit) { event.preventDefault(); place.textContent = form.dataset.tooLarge; return; }
    place.className = "soft";
    place.textContent = form.dataset.sending;
  });

  function start(keysOpen) {
    for (const keys of all("[data-keys]")) { keys.hidden = false; keys.open = !!keysOpen; }
    for (const box of all("[data-use-keys]")) {
      box.checked = keysOn();
      box.addEventListener("change", () => { try { localStorage.setItem("samkraft:keys", box.checked ? "on" : "off"); } catch { /* for this page only */ } });
    }
    for (const part of all(".onscript")) part.hidden = false;
    if (review()) putBack();
  }
  start();
  if (review()) setInterval(look, 10000);
  for (const part of all("[data-progress]")) follow(part);
})();
