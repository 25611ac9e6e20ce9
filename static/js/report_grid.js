// Statements and tables of a report ([data-grid]): arrows and Enter walk a column, rows come and go without a round
// trip, a block copied from a spreadsheet fills the cells from the one that has the focus.

const fields = (row) => Array.from(row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), select"));
const lines = (grid) => Array.from(grid.tBodies[0].rows).filter((row) => fields(row).length);
const changed = (input) => ["input", "change"].forEach((kind) => input.dispatchEvent(new Event(kind, { bubbles: true })));

// What was done stands above the grid with a button that takes it back.
function report(place, text, undo) {
  const area = place.closest("form").querySelector("[data-paste-report]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-secondary";
  button.textContent = "撤销";
  button.addEventListener("click", () => {
    undo();
    area.textContent = "已撤销";
  });
  area.replaceChildren(text, button);
}

// ---- keys

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !input.matches("[data-grid] input")) return;
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || (input.type === "date" && event.key !== "Enter")) return;
  event.preventDefault();
  const row = input.closest("tr");
  const all = lines(input.closest("[data-grid]"));
  const next = all[all.indexOf(row) + step];
  const target = next && fields(next)[fields(row).indexOf(input)];
  if (!target) return;
  target.focus();
  if (target.select) target.select();
});

// ---- rows

function renumber(table) {
  const key = table.dataset.rowTable;
  table.querySelectorAll("[data-row]").forEach((row, place) => {
    row.id = `id_${key}__${place}`;
    row.querySelector(".row-number").textContent = place + 1;
    row.querySelectorAll("[name]").forEach((one) => {
      if (one.name === "remove_row") one.value = `${key}:${place}`;
      else {
        one.name = `${key}__${place}__${one.name.slice(key.length + 2).replace(/^\d+__/, "")}`;
        one.id = `id_${one.name}`;
      }
      one.setAttribute("aria-label", one.getAttribute("aria-label").replace(/第 \d+ 行/, `第 ${place + 1} 行`));
    });
  });
}

function addRow(table) {
  const rows = table.querySelectorAll("[data-row]");
  if (rows.length >= Number(table.dataset.maxRows)) return null;
  const row = rows[rows.length - 1].cloneNode(true);
  row.querySelectorAll(".field-error").forEach((one) => one.remove());
  row.querySelectorAll(".has-error, .is-invalid, .is-unread").forEach((one) => one.classList.remove("has-error", "is-invalid", "is-unread"));
  fields(row).forEach((one) => {
    one.value = "";
    one.removeAttribute("aria-invalid");
    one.removeAttribute("aria-describedby");
  });
  rows[rows.length - 1].after(row);
  renumber(table);
  return row;
}

function removeRow(table, row) {
  const next = row.nextElementSibling;
  const place = row.querySelector(".row-number").textContent;
  const last = table.querySelectorAll("[data-row]").length === 1;
  if (last) addRow(table);
  const body = row.parentElement;
  row.remove();
  renumber(table);
  const near = next || body.lastElementChild;
  fields(near)[0].focus();
  changed(fields(near)[0]);
  report(table, `已删除第 ${place} 行`, () => {
    body.insertBefore(row, next && next.isConnected ? next : null);
    renumber(table);
    changed(fields(row)[0]);
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row], [data-remove-row]");
  if (!button) return;
  event.preventDefault();
  const table = button.closest("[data-row-table]");
  if (button.matches("[data-remove-row]")) return removeRow(table, button.closest("[data-row]"));
  const row = addRow(table);
  if (row) fields(row)[0].focus();
  else report(table, `最多 ${table.dataset.maxRows} 行`, () => {});
});

// ---- paste

const plain = (text) => text.normalize("NFKC").replace(/[,，\s¥￥]/g, "");
const nameOf = (text) => plain(text).replace(/[:：]+$/, "").replace(/^(其中|减|加|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、])[:：]?/, "");

// The decimal point four places on, digit by digit: no binary fractions.
function tenThousand(text) {
  const [, sign, whole, rest] = text.match(/^([+-]?)(\d+)(?:\.(\d*))?$/);
  const digits = (rest || "").padEnd(4, "0");
  return `${sign}${BigInt(whole + digits.slice(0, 4))}${digits.length > 4 ? `.${digits.slice(4)}` : ""}`;
}

// (1,234) is negative, a dash is 0, 万 is counted; "" for what is no number. The server reads the same way.
function amount(text, inWan) {
  let bare = plain(text).replace(/元$/, "");
  if (/^[-—–−─]+$/.test(bare)) return "0";
  bare = bare.replace(/^\((.+)\)$/, "-$1");
  const wan = bare.endsWith("万");
  bare = bare.replace(/万$/, "");
  if (!/^[+-]?\d+(\.\d{1,6})?$/.test(bare)) return "";
  return wan && !inWan ? tenThousand(bare) : bare;
}

function day(text) {
  const found = text.normalize("NFKC").trim().match(/^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/);
  return found ? `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}` : "";
}

function reading(input, text) {
  if (input.tagName === "SELECT") {
    const option = Array.from(input.options).find((one) => one.value && [one.value, one.textContent.trim()].includes(text.trim()));
    return option ? option.value : "";
  }
  if (input.type === "date") return day(text);
  return input.inputMode ? amount(text, "wan" in input.dataset) : text.trim();
}

function blockOf(text) {
  const whole = text.replace(/"((?:[^"]|"")*)"/g, (all, inner) => inner.replace(/\s+/g, " ")).replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  return whole.split("\n").map((row) => row.split("\t"));
}

// [input, text] for every cell. A block that names lines of the statement goes to those lines, wherever it is pasted.
function byName(grid, block) {
  const named = new Map(lines(grid).filter((row) => row.dataset.line).map((row) => [nameOf(row.querySelector("th").textContent), row]));
  const found = [];
  block.forEach((cells) => {
    let row = null;
    let column = -1;
    cells.forEach((text) => {
      if (named.has(nameOf(text))) {
        row = named.get(nameOf(text));
        column = -1;
      } else if (row && !(column === -1 && text.trim() === row.dataset.line)) {
        column += 1;
        if (text.trim() && fields(row)[column]) found.push([fields(row)[column], text]);
      } else if (row) column = -1;
    });
  });
  return found;
}

function byPlace(input, block) {
  const grid = input.closest("[data-grid]");
  const table = input.closest("[data-row-table]");
  const column = fields(input.closest("tr")).indexOf(input);
  const first = lines(grid).indexOf(input.closest("tr"));
  while (table && lines(grid).length < first + block.length && addRow(table));
  const rows = lines(grid);
  return block.flatMap((cells, down) => cells.map((text, right) => [rows[first + down] && fields(rows[first + down])[column + right], text]))
    .filter(([target, text]) => target && text.trim());
}

document.addEventListener("paste", (event) => {
  const input = event.target.closest("[data-grid] input, [data-grid] select");
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  if (!input || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const block = blockOf(text);
  const named = byName(input.closest("[data-grid]"), block);
  const before = [];
  let unread = 0;
  (named.length ? named : byPlace(input, block)).forEach(([target, given]) => {
    const value = reading(target, given);
    target.classList.toggle("is-unread", !value);
    if (!value) {
      unread += 1;
      target.title = `未识别：${given.trim().slice(0, 60)}`;
      return;
    }
    before.push([target, target.value]);
    target.value = value;
    target.removeAttribute("title");
  });
  changed(input);
  const width = Math.max(...block.map((row) => row.length));
  report(input, `已粘贴 ${block.length} 行 × ${width} 列${named.length ? `，按项目名称填入 ${before.length} 格` : ""}${unread ? `，${unread} 格未识别` : ""}`, () => {
    before.forEach(([target, value]) => { target.value = value; });
    input.form.querySelectorAll(".is-unread").forEach((one) => one.classList.remove("is-unread"));
    changed(input);
  });
});

document.addEventListener("input", (event) => event.target.classList.remove("is-unread"));
