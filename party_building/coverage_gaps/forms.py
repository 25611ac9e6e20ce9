from django import forms

from core.writeoff.forms import ListForm


class LedgerForm(ListForm):
    """As any write-off list, but a second unit and a document are asked for: the organ answers for rows itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "如：2026年社会组织党组织组建攻坚台账。"
        self.fields["second_department"].required = True
        self.fields["second_department"].empty_label = "请选择"
        self.fields["basis"] = forms.CharField(label="依据文件", max_length=200, help_text="文件名称和文号。")
