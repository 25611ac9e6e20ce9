// Small helpers for what already works without them: <details> menus close by themselves, copy, print, drop a file.

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  const copy = event.target.closest("[data-copy]");
  if (copy) copyText(copy);
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  });
});

async function copyText(button) {
  const source = document.querySelector(button.dataset.copy);
  const text = (source ? source.value || source.textContent : button.dataset.copy).trim();
  const label = button.innerHTML;
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    const box = document.createElement("textarea");
    box.value = text;
    button.after(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  button.textContent = "已复制";
  setTimeout(() => { button.innerHTML = label; }, 2000);
}

// [data-drop] around a file input takes files dropped on it; all details open on paper.
["dragover", "dragleave", "drop"].forEach((kind) => document.addEventListener(kind, (event) => {
  const area = event.target.closest && event.target.closest("[data-drop]");
  if (!area) return;
  event.preventDefault();
  area.classList.toggle("is-over", kind === "dragover");
  const input = area.querySelector("input[type=file]");
  if (kind !== "drop" || !event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}));
window.addEventListener("beforeprint", () => document.querySelectorAll("main details:not([open]):not(.confirm-reason):not(.menu)").forEach((one) => {
  one.open = true;
  one.dataset.opened = "1";
}));
window.addEventListener("afterprint", () => document.querySelectorAll("details[data-opened]").forEach((one) => {
  one.open = false;
  delete one.dataset.opened;
}));
