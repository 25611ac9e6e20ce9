"""A text as a form: one block a row, in the order of the page, with places written by their Chinese names."""

from django import forms
from django.forms import BaseFormSet, formset_factory

from core import clock
from supervision.letters import texts
from supervision.letters.forms import day_field, text_field
from supervision.letters.models import LetterTemplate


class TemplateForm(forms.Form):
    title = forms.CharField(label="标题", max_length=120)
    note = forms.CharField(label="文末说明", max_length=300, required=False, help_text="印在文末的小字，如告知权利。")
    source = forms.CharField(label="依据", max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class BlockForm(forms.Form):
    kind = forms.ChoiceField(label="类型", choices=list(texts.KINDS.items()))
    text = text_field("内容", 3, max_length=texts.MOST_CHARACTERS, required=False)


class _Blocks(BaseFormSet):
    def blocks(self, labels: dict[str, str]) -> list[dict]:
        """In order; rows without words and those struck are left out."""
        kept = [form for form in self.ordered_forms if form.cleaned_data.get("text", "").strip()]
        return [
            {"kind": form.cleaned_data["kind"], "text": texts.named(form.cleaned_data["text"].strip(), labels)}
            for form in kept
        ]


BlockFormSet = formset_factory(
    BlockForm, formset=_Blocks, extra=2, can_order=True, can_delete=True, max_num=texts.MOST_BLOCKS,
    absolute_max=texts.MOST_BLOCKS + 10,
)  # fmt: skip


def initial_blocks(template: LetterTemplate) -> list[dict]:
    labels = template.kind.labels
    return [{"kind": block["kind"], "text": texts.labelled(block["text"], labels)} for block in template.blocks]


class InForceForm(forms.Form):
    valid_from = day_field("启用日期", "不早于今天；原范文到前一日为止。")
    is_verified = forms.BooleanField(label="已与依据原文核对", required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["valid_from"].initial = clock.today()
