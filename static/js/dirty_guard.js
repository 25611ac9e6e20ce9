// form[data-dirty-guard]: leaving the page with unsent changes asks first. Forms with autosave look after themselves.

const dirty = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-dirty-guard]");
  if (form) dirty.add(form);
});
document.addEventListener("submit", (event) => dirty.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if (Array.from(dirty).some((form) => form.isConnected)) event.preventDefault();
});
