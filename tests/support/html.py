"""What a page says about its forms, read from its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

QUIET = {"hidden", "submit", "button", "reset", "image"}


@dataclass
class Input:
    tag: str
    attrs: dict
    form: str | None  # id of the form it names, where it stands outside of it
    is_in_label: bool


@dataclass
class Form:
    attrs: dict
    inputs: list[Input] = field(default_factory=list)

    @property
    def is_post(self) -> bool:
        return self.attrs.get("method", "get").lower() == "post"

    @property
    def names(self) -> set[str]:
        return {one.attrs.get("name", "") for one in self.inputs}

    @property
    def carried(self) -> dict:
        """What the browser sends of it before anybody has filled anything in: the hidden inputs."""
        return {
            one.attrs["name"]: one.attrs.get("value", "")
            for one in self.inputs
            if one.attrs.get("type") == "hidden" and "name" in one.attrs
        }

    @property
    def is_filled_in(self) -> bool:
        """Something in it is for a person to fill in."""
        return any(one.attrs.get("type") not in QUIET for one in self.inputs)


class Page(HTMLParser):
    """`forms`, `ids`, `labelled` (ids that a label names), `summary` (targets of the error summary's links)."""

    def __init__(self, text: str):
        super().__init__()
        self.forms: list[Form] = []
        self.inputs: list[Input] = []
        self.ids: set[str] = set()
        self.labelled: set[str] = set()
        self.summary: list[str] = []
        self.has_summary = False
        self._form: Form | None = None
        self._labels = 0
        self._summary_depth = 0
        self.feed(text)
        by_id = {form.attrs.get("id"): form for form in self.forms}
        for one in self.inputs:
            if one.form and one.form in by_id:
                by_id[one.form].inputs.append(one)

    def handle_starttag(self, tag, attrs):
        attrs = {name: value if value is not None else "" for name, value in attrs}
        if "id" in attrs:
            self.ids.add(attrs["id"])
        if tag == "label":
            self._labels += 1
            self.labelled.add(attrs.get("for", ""))
        if tag == "form":
            self._form = Form(attrs)
            self.forms.append(self._form)
        if self._summary_depth and tag in ("div", "section"):
            self._summary_depth += 1
        if "error-summary" in attrs.get("class", ""):
            self.has_summary, self._summary_depth = True, 1
        if self._summary_depth and tag == "a":
            self.summary.append(attrs.get("href", ""))
        if tag in ("input", "select", "textarea"):
            self._input(tag, attrs)

    def _input(self, tag, attrs):
        one = Input(tag, attrs, attrs.get("form"), self._labels > 0)
        self.inputs.append(one)
        if self._form is not None and not one.form:
            self._form.inputs.append(one)

    def handle_endtag(self, tag):
        if tag == "label":
            self._labels -= 1
        if tag == "form":
            self._form = None
        if self._summary_depth and tag in ("div", "section"):
            self._summary_depth -= 1

    @property
    def unlabelled(self) -> list[str]:
        """Names of inputs that no label speaks of."""
        return [
            one.attrs.get("name") or one.attrs.get("id", "?")
            for one in self.inputs
            if one.attrs.get("type") not in QUIET
            and not one.is_in_label
            and one.attrs.get("id") not in self.labelled
            and not (one.attrs.get("aria-label") or one.attrs.get("aria-labelledby"))
        ]

    @property
    def without_token(self) -> list[str]:
        """Where forms without the token would post to; samples lead to "#…"."""
        bare = [f.attrs.get("action", "") for f in self.forms if f.is_post and "csrfmiddlewaretoken" not in f.names]
        return [action for action in bare if not action.startswith("#")]

    @property
    def broken_links(self) -> list[str]:
        return [link for link in self.summary if not link.startswith("#") or link[1:] not in self.ids]
