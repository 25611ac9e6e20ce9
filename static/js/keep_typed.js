// form[data-keep=USER-…]: what was typed and has not reached the server stays in this tab, and is offered back after a
// reload. Never for another person, never after signing out (autosave.js empties the tab's storage then).

const PREFIX = "typed:";
const form = document.querySelector("form[data-keep]");
const area = document.querySelector("[data-kept]");
const status = document.querySelector("[data-autosave-status]");
const key = form && PREFIX + form.dataset.keep;
const entries = () => Array.from(new FormData(form)).filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
let timer = 0;
if (form) watch();

function watch() {
  const person = `${PREFIX}${form.dataset.keep.split("-")[0]}-`;
  Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX) && !name.startsWith(person)).forEach((name) => sessionStorage.removeItem(name));
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: entries() }));
      } catch (full) { /* the page itself still holds it */ }
    }, 200);
  });
  form.addEventListener("autosave:saved", () => status.dataset.state === "saved" && forget());
  form.addEventListener("submit", (event) => event.defaultPrevented || !navigator.onLine || forget());
  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  if (!kept) return;
  const now = new Map(entries());
  const differs = kept.fields.some(([name, value]) => name !== "version" && (now.get(name) || "") !== value);
  if (differs) offer(kept);
  else forget();
}

function forget() {
  clearTimeout(timer);
  sessionStorage.removeItem(key);
}

function ago(at) {
  const minutes = Math.floor((Date.now() - at) / 60000);
  return minutes < 1 ? "刚才" : minutes < 60 ? `${minutes} 分钟前` : `${Math.floor(minutes / 60)} 小时前`;
}

// Rows that are not on the page yet come by the table's own button.
function input(name) {
  const table = form.querySelector(`[data-row-table="${name.replace(/__\d+__.*$/, "")}"]`);
  const more = table && table.querySelector("[data-add-row]");
  for (let tries = 0; more && !form.elements.namedItem(name) && tries < 200; tries += 1) more.click();
  return form.elements.namedItem(name);
}

function put(name, value) {
  const target = input(name);
  if (!target) return;
  if (target.type === "checkbox") target.checked = true;
  else target.value = value;
}

// With the version it was typed on: what a colleague saved since leads to the choice between both, not to silence.
function restore({ fields }) {
  form.querySelectorAll("input[type=checkbox]").forEach((one) => { one.checked = false; });
  fields.forEach(([name, value]) => put(name, value));
  area.replaceChildren();
  ["input", "change"].forEach((kind) => form.dispatchEvent(new Event(kind, { bubbles: true })));
}

function offer(kept) {
  const panel = document.createElement("div");
  panel.className = "paste-report";
  const buttons = [["恢复", () => restore(kept)], ["丢弃", () => { forget(); area.replaceChildren(); }]].map(([label, act]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  });
  panel.append(`找到${ago(kept.at)}未保存的内容`, ...buttons);
  area.replaceChildren(panel);
}
