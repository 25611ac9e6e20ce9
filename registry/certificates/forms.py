from django import forms

from core import clock
from registry.certificates.models import Certificate
from registry.certificates.states import IssueReason
from registry.organizations.papers import day_field, paper_field


class IssueForm(forms.Form):
    issue_reason = forms.ChoiceField(label="发证原因", choices=IssueReason.choices)
    issued_on = day_field("发证日期")
    number = forms.CharField(label="证书编号", max_length=60, required=False, help_text="证书上印有编号的照填。")
    printed_from = day_field("证书载明有效期自", help_text="照证书填写，不推算。")
    printed_until = day_field("证书载明有效期至", help_text="照证书填写，含当日。")
    copies = forms.IntegerField(label="副本数", min_value=0, max_value=20, initial=1, help_text="正本一份，不计在内。")
    document = forms.CharField(
        label="依据文书", max_length=200, required=False, help_text="准予登记或变更决定书；补发的填遗失声明等。"
    )
    file = paper_field("证书扫描件")

    def __init__(self, *args, organization, **options):
        has_one = Certificate.objects.filter(organization=organization).exists()
        reason = IssueReason.RENEWED if has_one else IssueReason.FIRST
        super().__init__(*args, initial={"issued_on": clock.today(), "issue_reason": reason, "copies": 1}, **options)

    def clean(self):
        found = super().clean()
        begin, end = found.get("printed_from"), found.get("printed_until")
        if begin and end and end < begin:
            self.add_error("printed_until", "截止日期不能早于起始日期，请照证书核对。")
        return found


class DayForm(forms.Form):
    """The day a paper changed hands."""

    on = day_field("日期", help_text="不早于发证日期，不晚于今天。")

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"on": clock.today()}, **options)
