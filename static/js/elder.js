// Elder mode without a round trip, and what only a script can do: Alt+Z, reading aloud, the guide lines.

const root = document.documentElement;
const YEAR = 31536000;

function keep(name, value) {
  document.cookie = value ? `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax` : `${name}=; path=/; max-age=0; samesite=lax`;
}

const attribute = (name) => `data-${name.replace("_", "-")}`;

// A switch is a submit button name="set" value="large_text" data-display-tool="1"; the server does the same by POST.
function turn(name, value) {
  if (value) root.setAttribute(attribute(name), value);
  else root.removeAttribute(attribute(name));
  keep(name, value);
}

function reset() {
  document.querySelectorAll(".elder-toolbar [data-display-tool][aria-pressed]").forEach((one) => turn(one.value, ""));
}

function turnElder() {
  const on = !root.hasAttribute("data-elder");
  turn("elder", on ? "1" : "");
  if (!on) reset();
  const here = new URL(location.href);
  here.searchParams.delete("elder"); // else the next load would switch it again
  history.replaceState(history.state, "", here);
}

function draw() {
  document.querySelectorAll("[data-display-tool][aria-pressed]").forEach((tool) => tool.setAttribute("aria-pressed", String(root.hasAttribute(attribute(tool.value)))));
  guide();
}

document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-display-tool], [data-display-reset]");
  if (!tool) return;
  event.preventDefault();
  if (tool.hasAttribute("data-display-reset")) reset();
  else if (tool.value === "elder") turnElder();
  else turn(tool.value, root.hasAttribute(attribute(tool.value)) ? "" : tool.dataset.displayTool);
  draw();
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.code !== "KeyZ" || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  turnElder();
  draw();
});

// ---- Guide lines: one across, one down, where the pointer is or what has the focus ---------------------------------
let lines = [];
function guide() {
  if (root.hasAttribute("data-guide-line") === lines.length > 0) return;
  lines.forEach((line) => line.remove());
  lines = !root.hasAttribute("data-guide-line") ? [] : ["across", "down"].map((way) => {
    const line = document.createElement("div");
    line.className = `guide guide-${way}`;
    document.body.append(line);
    return line;
  });
}
function follow(x, y) {
  if (!lines.length) return;
  lines[0].style.setProperty("top", `${y}px`);
  lines[1].style.setProperty("left", `${x}px`);
}
document.addEventListener("pointermove", (event) => follow(event.clientX, event.clientY));
document.addEventListener("focusin", (event) => {
  const box = event.target.getBoundingClientRect();
  follow(box.left, box.bottom);
});
guide();

// ---- Reading aloud: what is pointed at or focused, by the browser's own voice -----------------------------------------
const PIECES = "h1, h2, h3, p, li, dt, dd, th, td, label, legend, a, button, summary, caption, input, select, textarea";
const reader = document.querySelector("[data-read-aloud]");
let said;
function words(piece) {
  const label = piece.labels && piece.labels[0];
  const name = piece.getAttribute("aria-label") || (label ? label.textContent : piece.textContent);
  return `${name} ${label && piece.type !== "password" ? piece.value : ""}`.replace(/\s+/g, " ").trim().slice(0, 400);
}
function read(event) {
  const piece = reader.getAttribute("aria-pressed") === "true" && event.target.closest(PIECES);
  if (!piece || piece === said) return;
  said = piece;
  speechSynthesis.cancel();
  const speech = new SpeechSynthesisUtterance(words(piece));
  speech.lang = "zh-CN";
  speech.rate = 0.9;
  speechSynthesis.speak(speech);
}
if (reader && "speechSynthesis" in window) {
  reader.hidden = false;
  reader.addEventListener("click", () => {
    const on = reader.getAttribute("aria-pressed") !== "true";
    reader.setAttribute("aria-pressed", String(on));
    if (!on) speechSynthesis.cancel();
  });
  document.addEventListener("pointerover", read);
  document.addEventListener("focusin", read);
}
