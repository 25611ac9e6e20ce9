// The one place where htmx learns our rules; its settings stand in the <meta name="htmx-config"> of layouts/base.html.

const cookie = (name) => (document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`)) || [])[1] || "";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = cookie("csrftoken");
});

// What is swapped away takes the focus with it. htmx gives it back to an element of the same id; else the piece itself gets it.
let held = false;
document.addEventListener("htmx:beforeSwap", (event) => { held = event.detail.target.contains(document.activeElement); });
document.addEventListener("htmx:afterSettle", (event) => {
  const piece = held && document.activeElement === document.body && document.getElementById(event.detail.target.id);
  held = false;
  if (!piece) return;
  piece.tabIndex = -1;
  piece.focus({ preventScroll: true });
});

function say(text) {
  const area = document.getElementById("toasts");
  if (!area) return;
  const strip = document.createElement("div");
  strip.className = "notice notice-danger";
  strip.textContent = text;
  area.append(strip);
  setTimeout(() => strip.remove(), 10000);
}

document.addEventListener("htmx:sendError", () => say("网络连接中断，本次操作没有提交。请检查网络后再试。"));
document.addEventListener("htmx:timeout", () => say("系统响应超时，请稍后再试。"));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) return; // HX-Redirect leads to the sign-in page
  if (status === 403) say("您当前的岗位不能进行这项操作。");
  else if (status === 404) say("没有找到这项内容，可能已被移动。请刷新页面。");
  else if (status === 429) say("操作过于频繁，请稍后再试。");
  else say("系统暂时无法完成这项操作，请稍后再试。");
});
