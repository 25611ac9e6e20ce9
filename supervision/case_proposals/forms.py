from django import forms

from registry.organizations.papers import paper_field


class ProposeForm(forms.Form):
    title = forms.CharField(label="案由", max_length=120, help_text="如：不按照规定接受年度检查。")
    facts = forms.CharField(
        label="涉嫌违法事实", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明时间、事实和已经核实的情况。",
    )  # fmt: skip
    basis = forms.CharField(label="涉及条款", max_length=300, help_text="法规名称和条、款、项。")
    document = paper_field("证据材料")
