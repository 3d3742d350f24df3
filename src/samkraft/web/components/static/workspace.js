// The workspace works without this script. It adds three things: text that was typed is kept in
// the browser until it is saved; focus goes to the row or error the page is about; and keys move
// rows. Nothing is sent anywhere.
"use strict";
(() => {
  const PREFIX = "samkraft:";
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(PREFIX + key, JSON.stringify(value)); } catch { /* full or forbidden: go on without */ } },
    drop: (key) => { try { localStorage.removeItem(PREFIX + key); } catch { /* nothing to drop */ } },
  };
  // On a shared computer the next person must not be offered this person's text.
  const bar = document.querySelector("[data-workspace]");
  const person = bar ? bar.dataset.workspace : "";
  const keyOf = (name) => `${person}:${name}`;

  const texts = (form) => [...form.querySelectorAll("textarea, input[type=text], input:not([type])")]
    .filter((field) => field.name && field.type !== "hidden");

  function read(form) {
    return Object.fromEntries(texts(form).map((field) => [field.name, field.value]));
  }

  function offer(form, kept) {
    const words = document.querySelector("[data-keep-words]");
    const put = (words && words.dataset.put) || "↩";
    const drop = (words && words.dataset.drop) || "×";
    const changed = texts(form).filter((f) => f.name in kept && kept[f.name] !== f.value);
    if (!changed.length) { store.drop(keyOf(form.dataset.keep)); return; }
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    const line = document.createElement("p");
    const first = kept[changed[0].name];
    line.textContent = `${words ? words.dataset.found : ""} “${first.slice(0, 120)}${first.length > 120 ? "…" : ""}”`;
    notice.append(line);
    const button = (label, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "quiet";
      made.textContent = label;
      made.addEventListener("click", () => { act(); notice.remove(); (changed[0] || form).focus(); });
      notice.append(made, " ");
    };
    button(put, () => { for (const field of changed) field.value = kept[field.name]; });
    button(drop, () => store.drop(keyOf(form.dataset.keep)));
    form.before(notice);
  }

  function keepTexts() {
    for (const saved of document.querySelectorAll("[data-saved]")) store.drop(keyOf(saved.dataset.saved));
    for (const form of document.querySelectorAll("form[data-keep]")) {
      if (!form.dataset.keep) continue;
      const key = keyOf(form.dataset.keep);
      const kept = store.get(key);
      if (kept) offer(form, kept);
      const before = JSON.stringify(read(form));
      let waiting;
      form.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
          const now = read(form);
          if (JSON.stringify(now) === before) store.drop(key); else store.set(key, now);
        }, 300);
      });
      form.addEventListener("submit", () => { clearTimeout(waiting); store.set(key, read(form)); });
    }
  }

  function focusWhatMatters() {
    const errors = document.getElementById("errors");
    if (errors) { errors.focus(); return; }
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const field = target.matches(".open") && target.querySelector(".stack textarea, .stack select");
    (field || target).focus({ preventScroll: true });
  }

  const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };

  function moveByKeys() {
    const help = document.querySelector("[data-shortcuts]");
    const box = document.querySelector("[data-use-keys]");
    if (!help || !box) return;
    help.hidden = false;
    box.checked = store.get("keys") !== false;
    box.addEventListener("change", () => store.set("keys", box.checked));
    document.addEventListener("keydown", (event) => {
      if (!box.checked || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      if (event.target.closest("textarea, input, select")) return;
      const row = event.target.closest("[data-row]");
      if (!row) return;
      const link = row.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
      if (link) { event.preventDefault(); link.click(); return; }
      const form = row.querySelector("[data-step]");
      if (!form || !(event.key in STEPS)) return;
      event.preventDefault();
      const how = document.createElement("input");
      how.type = "hidden";
      how.name = "do";
      how.value = STEPS[event.key];
      form.append(how);
      form.submit();
    });
  }

  function forgetAtLogOut() {
    const out = document.querySelector("[data-log-out]");
    if (!out) return;
    out.addEventListener("submit", () => {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX + person + ":")) localStorage.removeItem(key);
    });
  }

  if (!person) return;
  keepTexts();
  forgetAtLogOut();
  focusWhatMatters();
  moveByKeys();
})();
