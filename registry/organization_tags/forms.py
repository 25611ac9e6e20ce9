from django import forms

from core.listing.bulk import BulkForm
from registry.organization_tags.models import Tag
from registry.organization_tags.states import TagTone

LABEL = {"max_length": "请不要超过12个字。", "required": "请填写标签，例如“待走访”。"}


class TagForm(forms.Form):
    label = forms.CharField(label="标签", max_length=12, error_messages=LABEL, help_text="不超过12个字，写要做的事")
    tone = forms.ChoiceField(label="颜色", choices=TagTone.choices, initial=TagTone.NEUTRAL)


class ChangeForm(TagForm):
    is_retired = forms.BooleanField(label="停用", required=False, help_text="停用后不再显示，已加上的记录保留")


class BulkTagForm(BulkForm):
    tag = forms.ModelChoiceField(
        None,
        label="标签",
        empty_label="请选择本单位的标签",
        help_text="还没有合适的标签时，先到“组织标签”新建。",
        error_messages={"required": "请选择一个标签。"},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["tag"].queryset = Tag.objects.visible_to(self.actor).in_use()

    def params(self) -> dict:
        return {"tag_id": self.cleaned_data["tag"].pk}


class SetForm(forms.Form):
    tags = forms.ModelMultipleChoiceField(
        None, label="选用哪些标签", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, actor, **options):
        super().__init__(*args, **options)
        self.fields["tags"].queryset = Tag.objects.visible_to(actor).in_use()
