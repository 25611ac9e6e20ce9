from django import forms

from registry.organizations.papers import day_field


class PraiseForm(forms.Form):
    title = forms.CharField(label="表彰奖励名称", max_length=200, help_text="如：全省先进社会组织。")
    authority_name = forms.CharField(label="作出机关", max_length=100)
    document = forms.CharField(label="文书名称、文号", max_length=120)
    formed_on = day_field("作出日期")
    is_public = forms.BooleanField(label="对外公开", required=False)


class EnterForm(forms.Form):
    is_public = forms.BooleanField(
        label="对外公开", required=False,
        help_text="行政处罚等只公开依法应当公开的；不公开的仍归集，供监督管理使用。",
    )  # fmt: skip
