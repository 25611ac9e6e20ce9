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

// A quick hand opens a dialog again before the browser has said that it was closed.
function open(dialog, opener, done) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    if (dialog.open) return;
    done();
    dialog.remove();
    if (opener && opener.isConnected) opener.focus();
  });
  dialog.showModal();
}

const asking = new WeakMap(); // summary → the dialog that has its form

document.addEventListener("click", (event) => {
  const summary = event.target.closest(".confirm-reason > summary");
  if (!summary || !window.HTMLDialogElement) return;
  event.preventDefault();
  let dialog = asking.get(summary);
  if (dialog) dialog.showModal();
  else {
    const form = summary.parentElement.querySelector("form");
    dialog = build(summary.textContent.trim());
    dialog.append(form);
    asking.set(summary, dialog);
    open(dialog, summary, () => {
      summary.after(form);
      asking.delete(summary);
    });
  }
  const first = dialog.querySelector("form").querySelector("textarea, input:not([type=hidden])");
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
