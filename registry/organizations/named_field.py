"""Organizations written into a form: one a line, by full name or credit code, among those the actor sees."""

from django import forms

from core.access.actor import Actor
from registry.organizations.models import Organization
from registry.organizations.names import tidy

MOST = 200


class OrganizationsField(forms.CharField):
    """Cleans to a list of organizations that stand. Give `actor` before the form is validated."""

    widget = forms.Textarea(attrs={"rows": 4})
    actor: Actor

    def __init__(self, *args, **options):
        options.setdefault("help_text", "每行一家，填写全称或统一社会信用代码。")
        super().__init__(*args, **options)

    def clean(self, value) -> list[Organization]:
        words = [word for line in super().clean(value).splitlines() if (word := tidy(line))]
        if len(words) > MOST:
            raise forms.ValidationError(f"一次最多填写{MOST}家，请分批办理。")
        rows = Organization.objects.visible_to(self.actor).active().select_related("party_superior")
        by_word: dict[str, list[Organization]] = {}
        for one in rows.filter(name__in=words) | rows.filter(uscc__in=[word.upper() for word in words]):
            for word in filter(None, (one.name, one.uscc)):
                by_word.setdefault(word, []).append(one)
        found, missing, twice = {}, [], []
        for word in dict.fromkeys(words):
            meant = by_word.get(word) or by_word.get(word.upper()) or []
            if len(meant) == 1:
                found[meant[0].pk] = meant[0]
            else:
                (twice if meant else missing).append(word)
        if missing:
            raise forms.ValidationError(
                f"您的范围内没有找到：{'、'.join(missing[:10])}。请核对全称或统一社会信用代码。"
            )
        if twice:
            raise forms.ValidationError(f"有同名的社会组织：{'、'.join(twice[:10])}。请改填统一社会信用代码。")
        return list(found.values())
