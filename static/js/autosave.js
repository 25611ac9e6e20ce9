// form[data-autosave=URL]: what is typed reaches the server within two seconds of the last key.
//
// A press of the button saves first and goes on only when that worked.
// Sends the whole form by POST (X-Autosave, HX-Request, a fresh CSRF token, the form's `version`). Answers:
//   200 {"version": 4}     saved; the hidden version moves on, [data-autosave-status] says when
//   401 or a redirect      the session is over: the text stays, a link opens the sign-in page in a new tab
//   409, 422 HTML          the panel is shown in [data-autosave-panel]; after 409 saving waits for the person
//   5xx, 429, no network   tried again by itself, until it succeeds

const QUIET = 1200;
const RETRY = [3000, 6000, 12000, 30000];
const cookie = (name) => (document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`)) || [])[1] || "";
const clock = () => new Date().toLocaleTimeString("zh-CN", { hour12: false });

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = document.querySelector(form.dataset.autosaveStatus || "[data-autosave-status]");
    this.panel = document.querySelector("[data-autosave-panel]");
    this.dirty = false;
    this.failures = 0;
    this.timer = 0;
    this.running = null;
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("submit", (event) => this.beforeSubmit(event));
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => this.dirty && this.save());
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty && !this.submitting) event.preventDefault();
    });
    document.addEventListener("click", (event) => this.beforeLeaving(event));
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        this.dirty = true;
        this.save();
      }
    });
  }

  touch() {
    this.dirty = true;
    this.blocked = false;
    this.say("dirty", "正在填写…");
    this.later(QUIET);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  say(state, text, link) {
    if (!this.status) return;
    this.status.dataset.state = state;
    this.status.textContent = text;
    if (link) this.status.append(" ", link);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.running || this.blocked || !this.dirty) return this.running;
    this.running = this.send();
    await this.running;
    this.running = null;
    if (this.dirty && !this.failures && !this.blocked) this.later(QUIET);
    return null;
  }

  async send() {
    this.dirty = false;
    this.say("saving", "正在保存…");
    const body = new FormData(this.form);
    this.form.querySelectorAll("input[type=file]").forEach((input) => body.delete(input.name));
    const token = cookie("csrftoken");
    if (token) body.set("csrfmiddlewaretoken", token);
    try {
      await this.read(await fetch(this.form.dataset.autosave, {
        method: "POST", body, credentials: "same-origin", redirect: "manual",
        headers: { "X-CSRFToken": token, "X-Autosave": "1", "HX-Request": "true" },
      }));
    } catch (offline) {
      this.keep(`网络中断，内容保留在本页${this.form.dataset.keep ? "（刷新也不丢）" : ""}，恢复后自动保存`);
    }
  }

  async read(response) {
    if (response.ok) return this.saved(await response.json());
    if (response.status === 401 || response.type === "opaqueredirect") return this.signIn(response);
    if (response.status === 409 || response.status === 422) return this.refused(response);
    if (response.status === 403) return this.stop("没有保存：页面已过期或岗位已变化，请在新窗口打开本页核对");
    if (response.status === 404) return this.stop("没有保存：没有找到这份材料");
    return this.keep("系统繁忙，内容保留在本页，稍后自动再试");
  }

  saved(answer) {
    const version = this.form.elements.namedItem("version");
    if (version && answer.version !== undefined) version.value = answer.version;
    this.failures = 0;
    if (this.panel) this.panel.replaceChildren();
    if (!this.dirty) this.say("saved", `已自动保存 ${answer.saved_at || clock()} ✓`);
    this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: answer }));
  }

  keep(text) {
    this.dirty = true;
    this.say("failed", text);
    this.later(RETRY[Math.min(this.failures, RETRY.length - 1)]);
    this.failures += 1;
  }

  stop(text) {
    this.dirty = true;
    this.blocked = true;
    this.say("failed", text);
  }

  signIn(response) {
    const next = encodeURIComponent(location.pathname + location.search);
    const link = document.createElement("a");
    link.href = `${this.form.dataset.signIn || "/accounts/login/"}?next=${next}`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "在新窗口登录";
    this.dirty = true;
    this.failures = 1;
    this.say("failed", "登录已超时，内容保留在本页。登录后回到本页会自动保存。", link);
    this.later(RETRY[3]);
  }

  async refused(response) {
    this.dirty = true;
    this.blocked = response.status === 409;
    this.failures = 1;
    if (this.panel) this.panel.innerHTML = await response.text();
    this.say("failed", this.blocked ? "没有保存：他人修改了同一内容，请核对" : "没有保存：有内容需要修改");
  }

  // To the neighbouring part: first kept, then gone.
  async beforeLeaving(event) {
    const link = event.target.closest("main a[rel=prev], main a[rel=next], .section-list a");
    if (!link || !this.dirty || this.blocked || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    await (this.running || this.save());
    if (!this.dirty) location.assign(link.href);
  }

  // The button sends only what autosave could have kept: an expired session or a dead network leaves the page as it
  // is, with everything typed. A conflict on show (blocked) is settled by the button itself.
  async beforeSubmit(event) {
    if (this.running || (this.dirty && !this.blocked)) {
      event.preventDefault();
      const pressed = event.submitter;
      await (this.running || this.save());
      if (this.dirty) return;
      if (this.form.requestSubmit) this.form.requestSubmit(pressed || undefined);
      else (pressed || this.form.querySelector("[type=submit]")).click();
      return;
    }
    clearTimeout(this.timer);
    this.submitting = true;
  }
}

// What a page kept of somebody's typing ends with the session.
document.addEventListener("submit", (event) => event.target.matches("[action*='/logout/']") && sessionStorage.clear());

const start = () => document.querySelectorAll("form[data-autosave]:not([data-autosave-on])").forEach((form) => {
  form.dataset.autosaveOn = "1";
  new Autosave(form);
});
start();
document.addEventListener("htmx:load", start);
