// The keys of /help/keyboard/ (core/pages/keys.py). Single letters can be switched off: <html data-single-keys="off">.

const typing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const lettersOff = () => document.documentElement.dataset.singleKeys === "off";
const rows = () => Array.from(document.querySelectorAll("[data-row-keys] tbody tr, ul[data-row-keys] > li")).filter((row) => row.querySelector("a"));

function move(step) {
  const all = rows();
  if (!all.length) return;
  const now = all.findIndex((row) => row.classList.contains("is-current"));
  const next = all[Math.max(0, Math.min(all.length - 1, now === -1 ? (step > 0 ? 0 : all.length - 1) : now + step))];
  all.forEach((row) => row.classList.toggle("is-current", row === next));
  next.querySelector("a").focus();
  next.scrollIntoView({ block: "nearest" });
}

function select() {
  const row = rows().find((one) => one.contains(document.activeElement)) || rows().find((one) => one.classList.contains("is-current"));
  const box = row && row.querySelector("input[type=checkbox]");
  if (box) box.click();
}

function search() {
  const box = document.querySelector("[data-search-key]");
  if (!box) return;
  box.focus();
  box.select();
}

const LETTERS = { "/": search, "?": () => document.dispatchEvent(new Event("portal:help")), j: () => move(1), k: () => move(-1), x: select };

// Alt+arrows go to the neighbours a page names with rel; a page without them leaves the keys to the browser.
function neighbour(event, rel) {
  const link = document.querySelector(`main a[rel~=${rel}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

function withControl(event) {
  const form = event.target.closest("form") || document.querySelector("main form[data-autosave], main form[data-save-key]");
  if (!form) return;
  if (event.key === "Enter" && form.method === "post") {
    event.preventDefault();
    if (form.requestSubmit) form.requestSubmit();
  } else if (event.key === "s" && form.matches("[data-save-key]:not([data-autosave])")) {
    event.preventDefault(); // a form with autosave answers to it itself
    if (form.requestSubmit) form.requestSubmit();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.ctrlKey || event.metaKey) return withControl(event);
  if (event.altKey) {
    if (event.key === "ArrowLeft") neighbour(event, "prev");
    if (event.key === "ArrowRight") neighbour(event, "next");
    return;
  }
  if (typing(event.target) || lettersOff() || document.querySelector("dialog[open]")) return;
  const act = LETTERS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
