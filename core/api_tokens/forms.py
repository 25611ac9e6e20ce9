import ipaddress

from django import forms
from django.conf import settings

from core.access.roles import role
from core.api_tokens.states import TokenScope
from core.departments.models import Department, Region, RegionLevel
from core.pages import permission_words

PLACES = (RegionLevel.CITY, RegionLevel.DISTRICT, RegionLevel.TOWNSHIP)


def _longest() -> int:
    return settings.API_TOKENS["longest_days"]


class TokenForm(forms.Form):
    """Another system's key: whose, for what, over which rows, from where, how long."""

    name = forms.CharField(label="用途", max_length=100, help_text="对方系统的名称，例如：审批局登记结果推送。")
    department = forms.ModelChoiceField(label="使用单位", queryset=Department.objects.none(), empty_label="请选择")
    scopes = forms.MultipleChoiceField(
        label="权限", widget=forms.CheckboxSelectMultiple, help_text="只勾选对方确实需要的。"
    )
    scope_kind = forms.ChoiceField(
        label="数据范围",
        choices=TokenScope.choices,
        widget=forms.RadioSelect,
        initial=TokenScope.TERRITORY,
        help_text="选“全部社会组织”的，须由安全管理员批准后才能使用。",
    )
    region = forms.ModelChoiceField(
        label="指定区划",
        queryset=Region.objects.none(),
        required=False,
        empty_label="请选择",
        help_text="仅在数据范围为“住所在指定区划内的”时选择。",
    )
    ip_ranges = forms.CharField(
        label="来源地址",
        help_text="每行一个 IP 或地址段，例如 10.8.3.0/24。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.IntegerField(label="有效天数", min_value=1, initial=180)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = sorted(role("api_client").permissions)
        self.fields["department"].queryset = Department.objects.active().order_by("region__code", "name")
        self.fields["scopes"].choices = [(code, permission_words.words(code)) for code in codes]
        home = settings.HOME_CITY_CODE.rstrip("0")
        places = Region.objects.current().filter(level__in=PLACES, code__startswith=home).order_by("code")
        self.fields["region"].queryset = places
        self.fields["region"].label_from_instance = lambda one: one.full_name or one.name

    def clean(self):
        data = super().clean()
        is_place = data.get("scope_kind") == TokenScope.TERRITORY
        if is_place and "region" in data and data["region"] is None:
            self.add_error("region", "请选择区划。")
        if not is_place and data.get("region") is not None:
            data["region"] = None
        return data

    def clean_days(self):
        days = self.cleaned_data["days"]
        if days > _longest():
            raise forms.ValidationError(f"有效期最长 {_longest()} 天。")
        return days

    def clean_ip_ranges(self):
        """A list of networks in their usual spelling."""
        networks = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["ip_ranges"].splitlines())):
            try:
                network = ipaddress.ip_network(line, strict=False)
            except ValueError:
                raise forms.ValidationError(f"“{line}”不是 IP 地址或地址段。") from None
            if network.num_addresses > 2**24:
                raise forms.ValidationError(f"“{line}”范围过大，请缩小地址段。")
            networks.append(str(network))
        if not networks:
            raise forms.ValidationError("请至少填写一个来源地址。")
        return networks


class RotationForm(forms.Form):
    days = forms.IntegerField(label="新令牌有效天数", min_value=1, initial=180)
    overlap_days = forms.IntegerField(
        label="新旧并用天数", min_value=0, initial=7, help_text="对方系统在此期间换用新令牌；0 为旧令牌立即失效。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].max_value = _longest()
        most = settings.API_TOKENS["overlap_days"]
        self.fields["days"].widget.attrs["max"] = _longest()
        self.fields["overlap_days"].widget.attrs["max"] = most
