// Reviewing a report: the tabs show and hide lines without losing what was typed; phrases fill the remark in hand.
const tabs = document.querySelector("[data-review-tabs]");
const empty = document.querySelector("[data-review-empty]");
let remark = null;

function show(view) {
  document.querySelectorAll("[data-views]").forEach((line) => {
    line.hidden = !line.dataset.views.split(" ").includes(view);
  });
  tabs.querySelectorAll("a").forEach((tab) => {
    if (tab.dataset.view === view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  });
  if (empty) empty.hidden = Boolean(document.querySelector("tr[data-views]:not([hidden])"));
}

tabs?.addEventListener("click", (event) => {
  const tab = event.target.closest("a[data-view]");
  if (!tab || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(tab.dataset.view);
  history.replaceState(null, "", tab.href);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-remark]")) remark = event.target;
});

document.addEventListener("click", (event) => {
  const phrase = event.target.closest("[data-phrase]");
  if (!phrase || !remark) return;
  remark.value = remark.value ? `${remark.value}${phrase.dataset.phrase}` : phrase.dataset.phrase;
  remark.dispatchEvent(new Event("input", { bubbles: true }));
  remark.focus();
});
