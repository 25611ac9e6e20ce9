"""Forms of the declaration, of reviews and of what is decided about a date."""

from django import forms


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SubmitForm(forms.Form):
    """The last step: what was seen, and the declaration."""

    digest = forms.CharField(widget=forms.HiddenInput)
    declares = forms.BooleanField(
        label="我已逐项核对，确认报告内容真实、准确、完整，并代表本单位报送",
        error_messages={"required": "请先核对全部内容，勾选确认后再报送"},
    )


class DirectForm(SubmitForm):
    """The file is asked for where the portal has no receipt of the first reviewer's."""

    direct_reason = forms.CharField(
        label="未经初审直接报送的原因",
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=400,
        help_text="写明何时送交初审单位、初审单位如何答复，不少于10个字。",
        error_messages={
            "required": "请填写未经初审直接报送的原因",
            "min_length": "原因不少于10个字，请写明何时送交、初审单位如何答复",
        },
    )
    direct_proof = forms.FileField(
        label="送交初审单位的证明",
        required=False,
        help_text="签收单、快递单、函件或往来记录的扫描件；已通过本平台报送初审的不必上传。",
    )
