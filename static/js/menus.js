// Small helpers for what already works without them: <details> menus close by themselves, copy, print, elder mode.

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  const copy = event.target.closest("[data-copy]");
  if (copy) copyText(copy);
  if (event.target.closest("[data-print]")) window.print();
  const elder = event.target.closest("[data-elder-toggle]");
  if (elder) {
    event.preventDefault();
    toggleElder(elder);
  }
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

function toggleElder(button) {
  const on = document.documentElement.toggleAttribute("data-elder");
  button.setAttribute("aria-pressed", String(on));
  document.cookie = on ? "elder=1; path=/; max-age=31536000; samesite=lax" : "elder=; path=/; max-age=0; samesite=lax";
}
