"""How a Django form field becomes our markup: classes by kind of widget, and the links a screen reader needs."""

from django import forms
from django.forms.boundfield import BoundField

CHECK = (forms.CheckboxInput,)
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def kind(field: BoundField) -> str:
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, CHECK):
        return "checkbox"
    return "control"


def _css_class(widget) -> str:
    if isinstance(widget, CHECK):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


def control(field: BoundField) -> str:
    widget = field.field.widget
    attrs = dict(widget.attrs)
    own = attrs.get("class", "")
    attrs["class"] = f"{_css_class(widget)} {own}{' is-invalid' if field.errors else ''}".strip()
    ids = [f"{field.auto_id}_{part}" for part, present in (("help", field.help_text), ("error", field.errors)) if present]
    if ids:
        attrs["aria-describedby"] = " ".join(ids)
    if isinstance(widget, forms.Textarea):
        attrs.setdefault("rows", 4)
        if attrs["rows"] in ("10", 10):
            attrs["rows"] = 4
        attrs.pop("cols", None)
    return field.as_widget(attrs=attrs)


def errors(form) -> list[dict]:
    found = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else field.id_for_label or field.auto_id
        found += [{"text": _with_label(field, text), "target": target} for text in field.errors]
    return found


def _with_label(field: BoundField, text: str) -> str:
    """Django's own sentences do not name the field; ours do."""
    generic = ("这个字段", "此字段", "该字段")
    return f"{field.label}：{text}" if text.startswith(generic) or len(text) < 8 and field.label not in text else text
