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


class DeferForm(forms.Form):
    until = forms.DateField(label="延期至", widget=_day_input())
    applied_on = forms.DateField(label="收到申请日期", widget=_day_input())
    document = forms.CharField(label="业务主管单位同意文书", max_length=200)
    reason = forms.CharField(label="延期原因", max_length=200)


class WaiveForm(forms.Form):
    reason = forms.CharField(label="不再要求的原因", max_length=200)
    document = forms.CharField(label="依据文书", max_length=200, required=False)


class MoveDueForm(forms.Form):
    final_due = forms.DateField(label="新的报送截止日期", widget=_day_input())
    first_review_due = forms.DateField(label="新的初审截止日期", required=False, widget=_day_input())
    document = forms.CharField(label="依据的通知", max_length=200, help_text="写明文号或通知名称。")
