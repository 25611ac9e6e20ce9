"""How a page is looked at: axe-core, what scrolls sideways, in two widths and two sizes of print."""

from pathlib import Path

from tests.journeys.conftest import DESKTOP, PHONE, Visitor

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RUN_AXE = """
tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}).then(
  found => found.violations.map(v => v.id + ' at ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')))
"""
# What reaches beyond the window's edge and lies in nothing that scrolls by itself.
TOO_WIDE = """
() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return '';
  const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > edge + 1);
  const name = e => e.tagName.toLowerCase() + (e.id && '#' + e.id) + [...e.classList].map(c => '.' + c).join('');
  return document.documentElement.scrollWidth - edge + ' px by ' + wide.slice(-3).map(name).join(' | ');
}
"""
SET = """
attributes => {
  for (const [name, value] of Object.entries(attributes))
    value ? document.documentElement.setAttribute(name, value) : document.documentElement.removeAttribute(name);
}
"""
NORMAL = {"data-elder": "", "data-contrast": "", "data-large-text": ""}
ELDER = {**NORMAL, "data-elder": "1"}
HARDEST = {"data-elder": "1", "data-contrast": "high", "data-large-text": "1"}
USUAL = {"": NORMAL, "elder": ELDER}


def look(visitor: Visitor, label: str, prints: dict[str, dict[str, str]] | None = None) -> list[str]:
    """What is wrong with the page in the window: a print is attributes of <html>, so one navigation shows them all."""
    faults = []
    page = visitor.page
    page.evaluate(AXE)
    for name, attributes in (prints or USUAL).items():
        page.evaluate(SET, attributes)
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            where = "-".join(filter(None, (label.replace(":", "."), str(size["width"]), name)))
            faults += [f"{where}: {violation}" for violation in page.evaluate(RUN_AXE, TAGS)]
            if wide := page.evaluate(TOO_WIDE):
                faults.append(f"{where}: scrolls sideways by {wide}")
            visitor.picture(where)
    page.evaluate(SET, NORMAL)
    page.set_viewport_size(DESKTOP)
    return faults
