from django import forms

from registry.org_accounts.forms import OrganizationField
from supervision.letters.forms import FilesField, day_field, text_field
from supervision.rectifications.states import Source

LINKED = (Source.ALERT, Source.CAMPAIGN)  # begun where the alert or the target is shown


class OrderForm(forms.Form):
    organization = OrganizationField()
    source = forms.ChoiceField(label="来源", choices=[one for one in Source.choices if one[0] not in LINKED])
    ground = text_field("违规事实", 5, "写明时间、事项和依据的材料，一行为一段。", max_length=2000)
    basis = text_field("依据", 2, "法律、法规、规章的名称和条款。", max_length=300)
    demand = text_field("整改要求", 4, "一行为一项。", max_length=2000)
    due_days = forms.IntegerField(label="整改期限（日）", min_value=1, max_value=365, help_text="自送达次日起算。")

    def __init__(self, *args, actor, has_alert: bool = False, **options):
        super().__init__(*args, **options)
        self.fields["organization"].actor = actor
        if has_alert:
            del self.fields["source"]


class ReportForm(forms.Form):
    text = text_field("整改情况", 6, "逐项写明做了什么、何时完成；不少于10个字。")
    documents = FilesField("佐证材料")


class CommentForm(forms.Form):
    comment = text_field("核实意见", 4, "写明核实的方式（查阅材料、实地核查等）和结果。", max_length=1000)


class ExtendForm(forms.Form):
    due_on = day_field("新的整改截止日期", "含当日；遇休息日顺延。只能延长一次。")
    comment = text_field("延长理由", 3, max_length=300)
