// A second click sends nothing. The server is the judge all the same: this only spares people the refusal.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.submitted) {
    event.preventDefault();
    return;
  }
  form.dataset.submitted = "1";
  // After the event, so that the pressed button's own name and value still travel with the form.
  setTimeout(() => form.querySelectorAll("button[type=submit], button:not([type])").forEach((button) => {
    button.dataset.waiting = "1";
    button.disabled = true;
  }), 0);
  setTimeout(() => release(form), 15000);
});

function release(form) {
  delete form.dataset.submitted;
  form.querySelectorAll("button[data-waiting]").forEach((button) => {
    delete button.dataset.waiting;
    button.disabled = false;
  });
}

// Back button: the page comes out of the browser's memory with its buttons still off.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-submitted]").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => event.detail.elt.matches("form") && release(event.detail.elt));
