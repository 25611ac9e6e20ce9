// Dialogs that stand inline without scripts: a reason asked for in <details class="confirm-reason">, and the help on keys.
// The browser's own <dialog> keeps the focus inside and gives it back to the button that opened it.

function build(title) {
  const dialog = document.createElement("dialog");
  dialog.className = "portal-dialog";
  dialog.setAttribute("aria-label", title);
  const head = document.createElement("div");
  head.className = "dialog-head";
  head.innerHTML = '<h2></h2><button class="btn-close" type="button" aria-label="关闭"></button>';
  head.firstChild.textContent = title;
  dialog.append(head);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".btn-close, [data-dialog-close]")) dialog.close();
  });
  return dialog;
}

function open(dialog, opener, done) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    done();
    dialog.remove();
    if (opener && opener.isConnected) opener.focus();
  });
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const summary = event.target.closest(".confirm-reason > summary");
  if (!summary || !window.HTMLDialogElement) return;
  event.preventDefault();
  const form = summary.parentElement.querySelector("form");
  const dialog = build(summary.textContent.trim());
  dialog.append(form);
  open(dialog, summary, () => summary.after(form));
  const first = form.querySelector("textarea, input:not([type=hidden])");
  if (first) first.focus();
});

document.addEventListener("portal:help", async () => {
  if (!window.HTMLDialogElement || document.querySelector("dialog[open]")) return;
  const opener = document.activeElement;
  const answer = await fetch("/help/keyboard/", { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const dialog = build("快捷键");
  const body = document.createElement("div");
  body.innerHTML = await answer.text();
  dialog.append(body);
  open(dialog, opener, () => {});
});
