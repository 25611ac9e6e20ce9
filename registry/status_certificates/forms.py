from django import forms

from registry.disclosures import words
from registry.status_certificates.lines import Choice


class DrawForm(forms.Form):
    """What for, and which of the recorded facts; each choice is the very sentence that will be printed."""

    purpose = forms.CharField(
        label="用途",
        max_length=100,
        help_text="会印在证明上，例如：参加政府采购投标、申请贷款、申报奖项。不要填写个人信息。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lines = forms.MultipleChoiceField(
        label="证明内容",
        widget=forms.CheckboxSelectMultiple,
        help_text="只能选择平台已有记录的内容，证明上的文字与这里一致。",
        error_messages={"required": "请至少选择一项证明内容。"},
    )

    def __init__(self, *args, choice: Choice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(offer.key, offer.text) for offer in choice.offers]
        self.initial.setdefault("lines", [offer.key for offer in choice.offers])

    def clean_purpose(self):
        purpose = " ".join(self.cleaned_data["purpose"].split())
        if words.is_personal(purpose):
            raise forms.ValidationError("用途中不要填写身份证号码、电话号码等个人信息：持有证明的人都能看到。")
        return purpose
