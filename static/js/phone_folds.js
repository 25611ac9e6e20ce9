// Long sections of a page begin folded on a phone; without scripts everything is open.
if (window.matchMedia("(max-width: 575.98px)").matches) {
  document.querySelectorAll("details[data-phone-fold]").forEach((section) => {
    if (!section.querySelector(":target, details[open]")) section.open = false;
  });
}
