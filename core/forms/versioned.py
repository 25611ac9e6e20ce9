"""The form's side: what was posted, what stands in the database by now, and what both came from."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.forms.models import model_to_dict

from core import history
from core.workflow.errors import StaleVersion

EMPTY = "（空）"


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """`rows`: fields in which the two differ; `taken`: labels of fields that only the other changed and that now
    stand in this form too. For components/conflict_panel.html."""

    who: str
    at: datetime.datetime | None
    rows: list[Difference] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


class VersionedFormMixin(forms.Form):
    """Needs `self.instance` with `version`. In the view:

        form = ContactForm(request.POST, instance=organization)
        if form.is_valid() and form.attempt(lambda: actions.edit(
            organization, actor=request.actor, version=form.posted_version, **form.changes)):
            return redirect(...)
        return render(request, template, {"form": form}, status=form.status)

    The action calls `check_version(obj, version)`. After a conflict the form holds what the user typed and the current
    version: saving once more is a decision made in sight of the other's values.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict: Conflict | None = None

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["version"].initial = self.instance.version
        self.initial["version"] = self.instance.version

    @property
    def posted_version(self) -> int | None:
        text = str(self["version"].data or "")
        return int(text) if text.isdigit() else None

    @property
    def changes(self) -> dict:
        """Cleaned values of the form's own fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def status(self) -> int:
        """HTTP status of a form that is shown again."""
        return 409 if self.conflict else 422

    def attempt(self, save: Callable[[], object]) -> bool:
        """Call `save`; on StaleVersion fill `conflict` and return False. Other refusals pass."""
        try:
            save()
        except StaleVersion:
            self._meet()
            return False
        return True

    def current(self):
        """The row as it stands in the database."""
        return type(self.instance)._base_manager.get(pk=self.instance.pk)

    def values_of(self, obj) -> dict:
        """Initial values of the form's fields from a row (or an event of its history)."""
        return model_to_dict(obj, [name for name in self.fields if name != "version"])

    def base_values(self) -> dict | None:
        """The values this page was made from, as history kept them; None where it did not."""
        event = history.at_version(self.instance, self.posted_version)
        if event is None:
            return None
        return {name: getattr(event, event._meta.get_field(name).attname) for name in self._known_to(event)}

    def _known_to(self, event) -> list[str]:
        columns = {f.name for f in event._meta.get_fields() if getattr(f, "concrete", False)}
        return [name for name in self.fields if name in columns and name != "version"]

    def _meet(self) -> None:
        """Three values a field: mine, theirs, and the one both began with."""
        row = self.current()
        theirs, base = self.values_of(row), self.base_values() or {}
        data, rows, taken = self.data.copy(), [], []
        for name in self.fields:
            if name == "version" or not self._differs(name, theirs.get(name)):
                continue
            if name in base and not self._differs(name, base[name]):
                self._take(data, name, theirs.get(name))
                taken.append(str(self[name].label))
            else:
                mine = self._word(name, self.cleaned_data.get(name, self[name].data))
                rows.append(Difference(name, str(self[name].label), mine, self._word(name, theirs.get(name))))
        data[self.add_prefix("version")] = str(row.version)
        self.data = data
        self._bound_fields_cache = {}
        change = history.last_change(row)
        self.conflict = Conflict(change.who if change else "他人", change.at if change else None, rows, taken)

    def _differs(self, name: str, value) -> bool:
        return self.fields[name].has_changed(value, self[name].data)

    def _take(self, data, name: str, value) -> None:
        prepared = self.fields[name].prepare_value(value)
        values = prepared if isinstance(prepared, list | tuple) else [] if prepared is None else [prepared]
        if isinstance(prepared, bool):
            values = ["on"] if prepared else []
        data.setlist(self.add_prefix(name), [str(one) for one in values])

    def _word(self, name: str, value) -> str:
        """A value as its reader knows it."""
        own = self.fields[name]
        if isinstance(value, bool):
            return "是" if value else "否"
        if value in (None, "", []):
            return EMPTY
        if isinstance(own, forms.ModelChoiceField) and not hasattr(value, "pk"):
            value = own.queryset.model._base_manager.filter(pk=value).first() or value
        elif isinstance(own, forms.ChoiceField):
            value = dict(own.choices).get(value, value)
        return str(value)


class VersionedModelForm(VersionedFormMixin, forms.ModelForm):
    """A model form with the hidden version. It never saves by itself: verbs write."""

    def save(self, commit=True):
        raise TypeError("call an action with form.changes and form.posted_version; verbs write")
