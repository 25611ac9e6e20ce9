// The identities of a section while it is typed: registry/report_forms/browser.py says what the data means, the server
// judges all the same. Amounts are whole cents (BigInt), never binary fractions.

const KINDS = { "": /^[+-]?\d+(\.0+)?$/, yuan: /^[+-]?\d+(\.\d{1,2})?$/, wan: /^[+-]?\d+(\.\d{1,6})?$/ };
const LIMIT = 10n ** 18n;
const size = (value) => (value < 0n ? -value : value);

function scaled(text, places) {
  const [, sign, whole, rest] = text.match(/^([+-]?)(\d+)(?:\.(\d+))?$/);
  const value = BigInt(whole + (rest || "").padEnd(places, "0").slice(0, places));
  return sign === "-" ? -value : value;
}

// null for what cannot be read or is too large; places: in 万元 a cent is the sixth decimal.
function cents(text, unit) {
  let plain = text.normalize("NFKC").replace(/[,，\s¥￥元]/g, "");
  if (unit === "wan") plain = plain.replace(/万/g, "");
  if (!KINDS[unit].test(plain)) return null;
  const value = scaled(plain, unit === "wan" ? 6 : 2);
  return size(value) < LIMIT ? value : null;
}

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

function written(value, unit, separated) {
  const places = unit === "wan" ? 6 : 2;
  const digits = String(size(value)).padStart(places + 1, "0");
  const whole = digits.slice(0, -places);
  let rest = digits.slice(-places);
  if (unit === "wan") rest = rest.replace(/0+$/, "").padEnd(2, "0");
  return `${value < 0n ? "-" : ""}${separated ? grouped(whole) : whole}${unit ? `.${rest}` : ""}`;
}

const said = (value, unit) => `${written(value, unit, true)}${unit === "wan" ? "万元" : ""}`;

class Mirror {
  constructor(form, data) {
    Object.assign(this, { form, data });
    this.negative = new Set(data.negative);
    this.cells = new Set(data.cells);
  }

  text(key) {
    const input = this.form.elements.namedItem(key);
    return input && typeof input.value === "string" ? input.value.trim() : "";
  }

  unit(key) {
    return key in this.data.units ? this.data.units[key] : this.data.unit;
  }

  read(key, text) {
    const value = cents(text, this.unit(key));
    return value === null || (value < 0n && !this.negative.has(key)) ? null : value;
  }

  // Of a table: the number of its rows, or the sum of a column.
  measure(key) {
    const [table, column] = key.split(".");
    const none = this.form.elements.namedItem(`${table}__nothing`);
    if (none && none.checked) return 0n;
    const rows = Array.from(this.form.querySelectorAll(`[data-row-table="${table}"] [data-row]`), (row) => Array.from(row.querySelectorAll("input, select")))
      .filter((inputs) => inputs.some((one) => one.value.trim()));
    if (!rows.length) return null;
    if (column === "#") return BigInt(rows.length) * 100n;
    const texts = rows.map((inputs) => inputs.find((one) => one.name.endsWith(`__${column}`)).value.trim()).filter(Boolean);
    const values = texts.map((text) => this.read(key, text));
    return values.includes(null) ? null : values.reduce((sum, one) => sum + one, 0n);
  }

  numbers() {
    const found = new Map(Object.entries(this.data.numbers).map(([key, text]) => [key, scaled(text, 2)]));
    const isStarted = this.data.cells.some((key) => this.text(key));
    const value = (key) => {
      if (!found.has(key)) found.set(key, this.cells.has(key) ? (isStarted ? this.cell(key, value) : null) : this.single(key));
      return found.get(key);
    };
    return value;
  }

  single(key) {
    if (key.includes(".")) return this.measure(key);
    const text = this.text(key);
    return text ? this.read(key, text) : null;
  }

  cell(key, value) {
    const text = this.text(key);
    if (text) return this.read(key, text);
    return this.data.formulas[key] ? this.mustBe(key, value) : 0n;
  }

  mustBe(key, value) {
    const { plus, minus } = this.data.formulas[key];
    return this.side(plus, minus, value);
  }

  side(plus, minus, value) {
    const [added, taken] = [plus.map(value), minus.map(value)];
    if (added.includes(null) || taken.includes(null)) return null;
    return added.reduce((sum, one) => sum + one, 0n) - taken.reduce((sum, one) => sum + one, 0n);
  }

  // [{rule, text}] of every rule that does not hold.
  failing(value) {
    const tolerance = cents(this.data.tolerance, "yuan");
    return this.data.rules.flatMap((rule) => {
      const left = this.side(rule.plus, rule.minus, value);
      const right = this.side(rule.right_plus, rule.right_minus, value);
      if (left === null || right === null) return [];
      if (rule.test === "equal" && size(left - right) >= tolerance) return [{ rule, text: this.unequal(rule, left, right, value) }];
      if (rule.test === "at_most" && left - right >= tolerance) return [{ rule, text: this.compared(rule, left, right, "大于") }];
      if (rule.test === "at_least" && left < right) return [{ rule, text: this.compared(rule, left, right, "少于") }];
      return [];
    });
  }

  unequal(rule, left, right, value) {
    const { labels, titles } = this.data;
    const [total] = rule.plus;
    const unit = this.unit(total);
    const [plus, minus] = [rule.right_plus, rule.right_minus];
    if (!plus.length && !minus.length) return `${labels[total]} ${said(left, unit)} 应为 0${this.rows([total])}`;
    const keys = [...plus.filter((key) => value(key) || titles[total]), ...minus, total];
    return `${labels[total]} ${said(left, unit)} 与${this.names(rule)} ${said(right, unit)} 相差 ${said(size(left - right), unit)}${this.rows(keys)}`;
  }

  names(rule) {
    const { labels } = this.data;
    const [plus, minus] = [rule.right_plus, rule.right_minus];
    if (rule.by === "column") return "本行各栏之和";
    if (plus.length === 1 && !minus.length) return `“${labels[plus[0]]}”`;
    if (plus.length + minus.length > 4 || !minus.length) return "各项之和";
    return `“${plus.map((key) => labels[key]).join(" + ")} − ${minus.map((key) => labels[key]).join(" − ")}”`;
  }

  compared(rule, left, right, word) {
    const { labels, titles } = this.data;
    const [limit] = rule.right_plus;
    const parts = rule.plus.length > 1;
    const label = parts && titles[rule.plus[0]] ? `${labels[limit]}的其中各项之和` : rule.plus.map((key) => labels[key]).join(" + ");
    const where = rule.test === "at_least" ? "" : rule.parts ? this.rows([...rule.plus, limit]) : "，请核对";
    return `“${label}”${said(left, this.unit(rule.plus[0]))} ${word}“${labels[limit]}”${said(right, this.unit(limit))}${where}`;
  }

  rows(keys) {
    const by = new Map();
    keys.filter((key) => this.data.rows[key]).forEach((key) => {
      const title = this.data.titles[key] || "";
      by.set(title, (by.get(title) || new Set()).add(this.data.rows[key]));
    });
    const named = Array.from(by, ([title, rows]) => `${by.size > 1 ? title : ""}第 ${Array.from(rows).join("、")} 行`);
    return `，请核对${named.join("，")}`;
  }
}

class Page {
  constructor(form, data) {
    this.mirror = new Mirror(form, data);
    Object.assign(this, { form, data, shown: new Set() });
    form.querySelectorAll("[data-check]").forEach((one) => this.shown.add(one.dataset.check));
    form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.judge(false), 250);
    });
    form.addEventListener("change", () => this.judge(true));
    if (data.isStarted) this.judge(true);
  }

  // A sentence appears when a field is left; one on show follows what is typed.
  judge(all) {
    clearTimeout(this.timer);
    const value = this.mirror.numbers();
    const failing = this.mirror.failing(value);
    const codes = new Set(failing.map(({ rule }) => rule.code));
    this.data.rules.filter(({ code }) => !codes.has(code)).forEach(({ code }) => this.clear(code));
    failing.filter(({ rule }) => rule.severity !== "info" && (all || this.shown.has(rule.code))).forEach((one) => this.show(one, value, failing));
    Object.keys(this.data.formulas).forEach((key) => this.computed(key, value));
    this.foot(failing.filter(({ rule }) => rule.severity === "hard"), value);
    this.form.dispatchEvent(new CustomEvent("report:checked", { detail: failing.map(({ rule, text }) => [rule.code, text]) }));
  }

  input(key) {
    return document.getElementById(`id_${key}`);
  }

  computed(key, value) {
    const input = this.input(key);
    const sum = this.data.cells.some((one) => this.mirror.text(one)) ? this.mirror.mustBe(key, value) : null;
    input.placeholder = sum === null ? "" : written(sum, this.mirror.unit(key), false);
    const mark = input.parentElement.querySelector(".sheet-mark");
    const own = sum !== null && this.mirror.text(key) ? value(key) : null;
    mark.dataset.mark = own === null ? "" : own === sum ? "ok" : "bad";
    mark.textContent = own === null ? "" : own === sum ? "✓" : "✗";
  }

  place(rule) {
    const input = this.input(rule.field);
    const line = input && input.closest("tr[data-line]");
    if (!line) return input && (input.closest(".field, .statement-answer") || input);
    const next = line.nextElementSibling;
    if (next && next.matches(".sheet-note")) return next.firstElementChild;
    const note = line.parentElement.insertRow(line.sectionRowIndex + 1);
    note.className = "sheet-note";
    const cell = note.insertCell();
    cell.colSpan = Array.from(line.cells).reduce((sum, one) => sum + one.colSpan, 0);
    return cell;
  }

  // A total is put right by one press only where its parts are right themselves.
  show({ rule, text }, value, failing) {
    const whole = `${text}${rule.severity === "soft" ? "，如属实请说明原因" : ""}`;
    let note = this.form.querySelector(`[data-check="${rule.code}"]`);
    if (note && note.dataset.text === whole) return;
    if (note && !note.dataset.text && note.textContent.includes(text)) return;
    const place = note ? null : this.place(rule);
    if (!note && !place) return;
    if (!note) {
      if (this.says(place, text)) return;
      note = document.createElement("p");
      note.className = "field-error field-live";
      note.dataset.check = rule.code;
      place.append(note);
    }
    note.dataset.text = whole;
    note.replaceChildren(whole);
    this.shown.add(rule.code);
    const isFirst = !failing.some((one) => rule.right_plus.includes(one.rule.field) || rule.right_minus.includes(one.rule.field));
    if (rule.own && isFirst) note.append(this.offer(rule, this.mirror.side(rule.right_plus, rule.right_minus, value)));
    this.input(rule.field).classList.add("is-invalid");
  }

  says(place, text) {
    return Array.from(place.querySelectorAll(".field-error")).some((one) => one.textContent.includes(text));
  }

  offer(rule, sum) {
    const button = document.createElement("button");
    const input = this.input(rule.field);
    button.type = "button";
    button.className = "btn btn-sm btn-link";
    button.textContent = `改为 ${said(sum, this.mirror.unit(rule.field))}`;
    button.addEventListener("click", () => {
      input.value = written(sum, this.mirror.unit(rule.field), false);
      input.focus();
      ["input", "change"].forEach((kind) => input.dispatchEvent(new Event(kind, { bubbles: true })));
    });
    return button;
  }

  clear(code) {
    this.shown.delete(code);
    const note = this.form.querySelector(`[data-check="${code}"]`);
    if (!note) return;
    const { field } = this.data.rules.find((rule) => rule.code === code);
    const row = note.closest(".sheet-note");
    note.remove();
    if (row && !row.querySelector("[data-check]")) row.remove();
    const input = this.input(field);
    if (!input) return;
    input.classList.remove("is-invalid");
    input.removeAttribute("aria-describedby");
    const cell = input.closest("td.has-error");
    if (cell) cell.classList.remove("has-error");
  }

  foot(failing, value) {
    const area = this.form.querySelector("[data-sheet-foot]");
    if (!area || !this.data.cells.some((key) => value(key) !== null)) return;
    const key = failing.map(({ rule }) => rule.code).join();
    if (area.dataset.failing === key) return;
    area.dataset.failing = key;
    const words = document.createElement("p");
    words.className = "mb-0";
    words.textContent = failing.length ? `✗ 本表有 ${failing.length} 处勾稽关系不成立：` : `✓ 本表${this.data.isAlone ? "内的" : ` ${area.dataset.identities} 项`}勾稽关系全部成立。`;
    const list = document.createElement("ul");
    failing.slice(0, 8).forEach(({ rule }) => {
      const link = document.createElement("a");
      link.href = `#id_${rule.field}`;
      link.textContent = this.data.labels[rule.field];
      list.appendChild(document.createElement("li")).append(link);
    });
    area.replaceChildren(words, ...(failing.length ? [list] : []));
  }
}

const data = document.getElementById("report-rules");
const form = document.getElementById("section-form");
if (data && form) new Page(form, JSON.parse(data.textContent));
