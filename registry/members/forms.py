from django import forms

from core import clock
from core.departments.models import Region, RegionLevel
from registry.identifiers.issues import normalize_code
from registry.members import names
from registry.members.states import MemberPost
from registry.organizations.names import tidy

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class JoinForm(forms.Form):
    """One member: an enterprise and its post."""

    name = forms.CharField(label="企业名称", max_length=120, help_text="按营业执照填写全称。")
    uscc = forms.CharField(
        label="统一社会信用代码",
        max_length=40,
        required=False,
        help_text="18位。填写后可与其他协会的会员自动对应，不会重复统计。",
    )
    region = forms.ModelChoiceField(
        label="所在区县", required=False, queryset=Region.objects.none(), empty_label="请选择"
    )
    post = forms.ChoiceField(label="会员职务", choices=MemberPost.choices, initial=MemberPost.MEMBER)
    since = forms.DateField(label="入会日期", widget=_DAY, help_text="职务变更的，填写变更日期。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.current().filter(level=RegionLevel.DISTRICT).order_by("code")

    def clean_name(self):
        return tidy(self.cleaned_data["name"])

    def clean_uscc(self):
        code = normalize_code(self.cleaned_data["uscc"])
        wrong = names.code_problems(code)[0] if code else []
        if wrong:
            raise forms.ValidationError(wrong[0].replace("确需使用的，请说明理由。", "不能确定的请留空。"))
        return code

    def clean_since(self):
        day = self.cleaned_data["since"]
        if day > clock.today():
            raise forms.ValidationError("入会日期不能晚于今天。")
        return day

    @property
    def values(self) -> dict:
        data = dict(self.cleaned_data)
        region = data.pop("region")
        return {**data, "region_id": region.pk if region else None}


class LeaveForm(forms.Form):
    last_day = forms.DateField(label="最后一天", widget=_DAY, help_text="含当日，从次日起不再是会员。")
    document = forms.CharField(label="依据", max_length=200, required=False, help_text="如：退会申请、理事会决定。")

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day > clock.today():
            raise forms.ValidationError("最后一天不能晚于今天。")
        return day


class UploadForm(forms.Form):
    file = forms.FileField(
        label="会员名单",
        help_text=".xlsx、.xls 或 .csv。至少有“企业名称”一列，可以先下载模板。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": "请选择会员名单文件。", "empty": "文件是空的，没有可以读取的内容。"},
    )
