// Ticking rows: a box in the head ticks the page, a line says how many are ticked. The key x is keyboard.js.
function boxes() {
  return [...document.querySelectorAll('input[name="pk"][form="bulk"]')];
}

function tell() {
  const form = document.querySelector("[data-bulk]");
  if (!form) return;
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  form.querySelector("[data-bulk-count]").textContent = ticked ? ` ${ticked}` : "";
  form.toggleAttribute("data-ticked", ticked > 0);
  const head = document.querySelector("[data-pick-all]");
  if (head) {
    head.checked = ticked > 0 && ticked === all.length;
    head.indeterminate = ticked > 0 && ticked < all.length;
  }
}

function addHead() {
  const head = document.querySelector("th.pick");
  if (!head || head.querySelector("input")) return;
  head.innerHTML = '<input class="form-check-input" type="checkbox" data-pick-all aria-label="全选本页">';
  tell();
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-pick-all]")) boxes().forEach((box) => (box.checked = event.target.checked));
  if (event.target.matches('[data-pick-all], input[name="pk"]')) {
    document.querySelector('[data-bulk] input[value="picked"]').checked = true;
    tell();
  }
});
// An export leaves the page where it is: the bar must work again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-bulk]") || event.submitter?.name !== "columns") return;
  setTimeout(() => {
    delete form.dataset.submitted;
    form.querySelectorAll("button").forEach((button) => (button.disabled = false));
  }, 1500);
});
document.addEventListener("htmx:afterSwap", addHead);
addHead();
