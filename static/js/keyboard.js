// "/" goes to the search box; j and k walk the rows of table[data-row-keys], Enter opens the row's first link.

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

function move(step) {
  const rows = Array.from(document.querySelectorAll("table[data-row-keys] tbody tr")).filter((row) => row.querySelector("a"));
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("is-current"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, now === -1 ? (step > 0 ? 0 : rows.length - 1) : now + step))];
  rows.forEach((row) => row.classList.toggle("is-current", row === next));
  next.querySelector("a").focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key === "/") {
    const box = document.querySelector("[data-search-key]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
});
