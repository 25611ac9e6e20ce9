// form[data-risk-queue=USER]: a report is kept in this telephone first (IndexedDB) and then sent, at once or when there
// is a network again. Each has a key of its own, so that sending twice makes one report. Nobody else's are sent.
//   201 {number, url}  received, forgotten here      422 {errors}  kept, to be mended or thrown away
//   401, 403           kept until somebody signs in  else          kept, tried again
// data-shell: addresses that the service worker (data-worker) shows while there is no network.

const SHELL = "risk-report";
const [SOON, LATE] = [2000, 30000]; // milliseconds until it is tried again, doubled each time
const form = document.querySelector("form[data-risk-queue]");
const says = document.querySelector("[data-queue-status]");
const list = document.querySelector("[data-queue-list]");
const user = form ? form.dataset.riskQueue : "";
const cookie = (name) => (document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`)) || [])[1] || "";
const pad = (number) => number.toString(16).padStart(2, "0");
let running = false;
let wait = SOON;

function newKey() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  return Array.from(b, pad).join("").replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function store(mode, act) {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("risk-reports", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "key" });
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const turn = asked.result.transaction("waiting", mode);
      const answer = act(turn.objectStore("waiting"));
      turn.oncomplete = () => { asked.result.close(); done(answer.result); };
      turn.onabort = turn.onerror = () => failed(turn.error);
    };
  });
}

const mine = async () => (await store("readonly", (rows) => rows.getAll())).filter((row) => row.user === user).sort((a, b) => a.at - b.at);
const keep = (row) => store("readwrite", (rows) => rows.put(row));
const forget = (key) => store("readwrite", (rows) => rows.delete(key));

// Smaller before it waits for a bad network; what the telephone wrote into the picture stays here.
async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file);
    const ratio = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width * ratio, picture.height * ratio];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => { canvas.toBlob((blob) => done(blob || file), "image/jpeg", 0.82); });
  } catch (unknown) {
    return file;
  }
}

async function written() {
  const fields = [];
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken") continue;
    if (typeof value === "string") fields.push([name, value]);
    else if (value.size) fields.push([name, await shrunk(value), value.name.replace(/\.\w+$/, "") + ".jpg"]);
  }
  return fields;
}

async function send(row) {
  const body = new FormData();
  row.fields.forEach((field) => body.append(...field));
  const answer = await fetch(form.action, {
    method: "POST", body, credentials: "same-origin", redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": cookie("csrftoken"), "X-Autosave": "1" },
  });
  if (answer.status === 201) {
    const { number, url } = await answer.json();
    await forget(row.key);
    tell(`已收到，编号${number}。`, url, "查看");
  } else if (answer.status === 422) {
    row.errors = (await answer.json()).errors;
    await keep(row);
  } else if ([0, 401, 403].includes(answer.status)) {
    tell("登录已超时，报送保存在手机里，登录后自动发送。", `/accounts/login/?next=${encodeURIComponent(location.pathname)}`, "去登录");
    return false;
  } else throw new Error(answer.status);
  return true;
}

async function sendAll() {
  if (running) return;
  running = true;
  try {
    for (const row of (await mine()).filter((one) => !one.errors)) if (!(await send(row))) break;
    wait = SOON;
  } catch (offline) {
    tell(`${navigator.onLine ? "系统繁忙" : "没有网络"}，报送保存在手机里，恢复后自动发送。`);
    setTimeout(sendAll, wait);
    wait = Math.min(2 * wait, LATE);
  }
  running = false;
  draw();
}

function tell(text, url, label) {
  says.textContent = text;
  if (url) says.append(" ", Object.assign(document.createElement("a"), { href: url, textContent: label }));
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: label });
  made.addEventListener("click", act);
  return made;
}

async function draw() {
  const rows = await mine();
  list.replaceChildren(...rows.map((row) => {
    const line = document.createElement("li");
    const told = Object.fromEntries(row.fields);
    line.append(`${row.errors ? `没有收下：${row.errors.join(" ")}` : "待发送"}　${told.what.slice(0, 40)} `);
    if (row.errors) line.append(button("修改", () => mend(row)), " ");
    line.append(button("删除", async () => { await forget(row.key); draw(); }));
    return line;
  }));
}

async function mend(row) {
  row.fields.forEach(([name, value, file]) => {
    const field = form.elements.namedItem(name);
    if (!field) return;
    if (typeof value === "string") field.value = value;
    else {
      const files = new DataTransfer();
      files.items.add(new File([value], file, { type: value.type }));
      field.files = files.files;
    }
  });
  await forget(row.key);
  draw();
}

function fresh() {
  form.reset();
  document.querySelectorAll(".picker-results").forEach((found) => found.remove());
  ["latitude", "longitude", "seen_at"].forEach((name) => { form.elements.namedItem(name).value = ""; });
  form.elements.namedItem("client_key").value = newKey();
}

async function submit(event) {
  if ((event.submitter && event.submitter.name === "body_find") || !form.reportValidity()) return;
  event.preventDefault();
  form.elements.namedItem("seen_at").value = new Date().toISOString();
  const key = form.elements.namedItem("client_key").value;
  try {
    await keep({ key, user, at: Date.now(), fields: await written() });
  } catch (full) {
    form.submit();
    return;
  }
  fresh();
  tell("正在发送…");
  await sendAll();
}

function begin() {
  const locate = document.querySelector("[data-locate]");
  if (locate && navigator.geolocation) {
    locate.hidden = false;
    locate.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
      ["latitude", "longitude"].forEach((name) => { form.elements.namedItem(name).value = coords[name].toFixed(6); });
      locate.textContent = "已附上位置";
    }, () => { locate.textContent = "没有取到位置，不影响报送"; }));
  }
  form.addEventListener("submit", submit);
  addEventListener("online", sendAll);
  if (navigator.serviceWorker && form.dataset.worker) {
    navigator.serviceWorker.register(form.dataset.worker).catch(() => {});
    caches.open(SHELL).then((kept) => kept.addAll(JSON.parse(form.dataset.shell))).catch(() => {});
  }
  form.elements.namedItem("client_key").value = newKey();
  sendAll();
}

if (form) begin();
