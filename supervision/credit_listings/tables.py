"""Cases, stays on the lists, and alerts that a proposal may begin with."""

import django_filters

from core import clock
from core.listing import BulkAction, ChoicesFilter, Column, Filters, ListPage, Sort
from core.listing.bulk import ReasonForm
from registry.organizations.names import tidy
from supervision.credit_listings import actions
from supervision.credit_listings.findings import CLUES
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_listings.states import DECIDE, PROPOSE, RUNNING, CaseState, EntryState
from supervision.credit_terms.models import CreditGround
from supervision.credit_terms.states import CreditList
from supervision.risk_alerts.models import RiskAlert


def likely_wrong(case: ListingCase) -> tuple:
    """Nearest to a mistake first: something was said against it, a certificate refused, served by public notice."""
    heard = len(case.statements.all())
    by_notice = bool(case.notice and case.notice.served_way == "notice")
    return (heard, bool(case.certificate_judgment), by_notice, case.served_on or clock.today())


class CaseFilters(Filters):
    primary = ("q", "list", "state", "waiting")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    list = django_filters.ChoiceFilter(choices=CreditList.choices, label="名录", empty_label="不限")
    state = ChoicesFilter(choices=CaseState.choices, label="状态")
    waiting = django_filters.ChoiceFilter(
        choices=(("open", "陈述申辩期内"), ("over", "陈述申辩期满待办"), ("stated", "收到陈述申辩")),
        method="_waiting", label="进展", empty_label="不限",
    )  # fmt: skip
    proposed = django_filters.DateFromToRangeFilter(field_name="proposed_on", label="提出日期")

    class Meta:
        model = ListingCase
        fields: list = []

    def _waiting(self, rows, name, value):
        hearing = rows.filter(state=CaseState.HEARING)
        if value == "stated":
            return rows.filter(state__in=RUNNING, pk__in=ListingCase.objects.filter(statements__isnull=False))
        today = clock.today()
        return hearing.filter(statement_due_on__gte=today) if value == "open" else hearing.filter(
            statement_due_on__lt=today
        )  # fmt: skip


class CaseList(ListPage):
    url_name = "staff:credit_listings:list"
    title = "列入程序"
    lead = "提出、告知、陈述申辩、决定，每一步重新复核事实；情形消除的自行终止。"
    unit = "件"
    filters = CaseFilters
    template = "supervision/credit_listings/staff_list.html"
    columns = (
        Column("organization", "社会组织", kind="title", value="organization.name", url="staff:credit_listings:detail",
               width=40),
        Column("list", "名录", value="get_list_display"),
        Column("ground", "情形", value="ground.public_words", width=36),
        Column("proposed_on", "提出日期", kind="date", sort="proposed", phone=False),
        Column("served_on", "告知书送达", kind="date", phone=False),
        Column("statement_due_on", "陈述申辩截止", kind="date", sort="due"),
        Column("state", "状态", kind="badge"),
        Column("outcome", "处理意见", value="get_outcome_display", shown=False),
        Column("decided_on", "决定日期", kind="date", shown=False),
    )  # fmt: skip
    sorts = (
        Sort("proposed", "提出日期", ("-proposed_on", "-id")),
        Sort("due", "陈述申辩截止", ("statement_due_on", "id")),
    )
    bulk = (
        BulkAction(
            "decide", "决定列入", PROPOSE, actions.decide, actions.check_decide, form=ReasonForm,
            confirm_permission=DECIDE, doubt=likely_wrong,
            doubt_text="提出过陈述申辩、责任证明未采信、公告送达的排在前面",
            explained="逐件复核事实，情形已消除的自行终止；由确认人作出决定，拟办人不能确认。",
        ),
    )  # fmt: skip
    export_permission, export_url_name = "credit_listings.export", "staff:credit_listings:export"
    empty_title = "您的范围内没有列入程序"
    empty_text = "从“列入线索”或者社会组织页面的“信用管理”提出。"

    def queryset(self, actor):
        rows = ListingCase.objects.visible_to(actor).select_related(
            "organization__supervising_authority", "ground", "notice", "decision", "penalty", "rectification"
        )
        return rows.prefetch_related("statements")


def _grounds() -> list[tuple[str, str]]:
    """Every ground once, in the words of its latest row."""
    rows = CreditGround.objects.order_by("list", "number", "valid_from")
    return list({one.code: (one.code, f"{one.get_list_display()}{one}") for one in rows}.values())


class EntryFilters(Filters):
    primary = ("q", "list", "state")
    q = django_filters.CharFilter(method="_named", label="社会组织名称或文号")
    list = django_filters.ChoiceFilter(choices=CreditList.choices, label="名录", empty_label="不限")
    state = ChoicesFilter(choices=EntryState.choices, label="状态")
    ground = django_filters.ChoiceFilter(
        field_name="ground__code", choices=_grounds, label="列入情形", empty_label="全部情形"
    )
    listed = django_filters.DateFromToRangeFilter(field_name="listed_on", label="列入日期")

    class Meta:
        model = CreditEntry
        fields: list = []

    def _named(self, rows, name, value):
        word = tidy(value)
        return rows.filter(organization__name__contains=word) | rows.filter(document__contains=word)


class EntryList(ListPage):
    url_name = "staff:credit_listings:entries"
    title = "名录"
    lead = "活动异常名录和严重违法失信名单的列入记录；对外只公开当前在列的。"
    unit = "条"
    filters = EntryFilters
    template = "supervision/credit_listings/staff_list.html"
    columns = (
        Column("organization", "社会组织", kind="title", value="organization.name", url="staff:credit_listings:entry",
               width=40),
        Column("list", "名录", value="get_list_display"),
        Column("ground", "情形", value="ground.public_words", width=36),
        Column("listed_on", "列入日期", kind="date", sort="listed"),
        Column("effective_on", "起算日期", kind="date", phone=False),
        Column("document", "决定书文号", phone=False, width=30),
        Column("state", "状态", kind="badge"),
        Column("removed_on", "移出日期", kind="date", shown=False),
        Column("ended_by", "移出原因", value="get_ended_by_display", shown=False),
        Column("authority_name", "决定机关", shown=False, width=28),
    )  # fmt: skip
    sorts = (Sort("listed", "列入日期", ("-listed_on", "-id")),)
    export_permission, export_url_name = "credit_listings.export", "staff:credit_listings:export_entries"
    empty_title = "您的范围内没有列入记录"
    empty_text = "列入决定书签发后自动形成。"

    def queryset(self, actor):
        return CreditEntry.objects.visible_to(actor).select_related("organization__supervising_authority", "ground")


class ClueFilters(Filters):
    primary = ("q", "rule_code")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    rule_code = django_filters.ChoiceFilter(
        choices=[(code, code) for code in CLUES], label="规则", empty_label="全部规则"
    )
    opened = django_filters.DateFromToRangeFilter(field_name="opened_on", label="预警日期")

    class Meta:
        model = RiskAlert
        fields: list = []


LISTS = {"ABN": CreditList.ABNORMAL, "SER": CreditList.SERIOUS}


def _ground_words(alert: RiskAlert) -> str:
    """Which ground a penalty is, the page of the proposal says."""
    if alert.subject_kind == "penalty":
        return "受到处罚（按处罚种类）"
    which, number = CLUES[alert.rule_code].split("-")
    return f"{LISTS[which].label}第（{number}）项"


def _since(alert: RiskAlert) -> tuple:
    """The youngest alert is the likeliest to be a mistake."""
    return (alert.opened_on, alert.pk)


class ClueList(ListPage):
    """Open alerts whose rule points to a ground and that no running case has taken up."""

    url_name = "staff:credit_listings:clues"
    title = "列入线索"
    lead = "对应列入情形、尚未进入列入程序的预警。预警是提示；提出与否由经办人核实后决定。"
    unit = "条"
    filters = ClueFilters
    template = "supervision/credit_listings/staff_list.html"
    columns = (
        Column("organization", "社会组织", kind="title", value="organization.name", url="staff:risk_alerts:detail",
               width=40),
        Column("rule_code", "规则"),
        Column("ground", "对应情形", value=_ground_words),
        Column("period", "所属期", phone=False),
        Column("due_on", "期限", kind="date"),
        Column("opened_on", "预警日期", kind="date", sort="opened"),
    )  # fmt: skip
    sorts = (Sort("opened", "预警日期", ("-opened_on", "-id")),)
    bulk = (
        BulkAction(
            "propose", "提出列入建议", PROPOSE, actions.propose_of_alert, actions.check_alert,
            confirm_permission=PROPOSE, doubt=_since, doubt_text="最近才出现的排在前面",
            explained="逐件复核事实后提出，之后仍须告知、听取陈述申辩并由另一人决定。",
        ),
    )  # fmt: skip
    empty_title = "没有列入线索"
    empty_text = "夜间检查发现对应情形后出现在这里。"

    def queryset(self, actor):
        running = ListingCase.objects.running()
        rows = RiskAlert.objects.visible_to(actor).open().filter(rule_code__in=CLUES, organization__isnull=False)
        for code, ground in CLUES.items():
            taken = running.filter(ground__code=ground).values("organization")
            rows = rows.exclude(rule_code=code, organization__in=taken)
        return rows.select_related("organization__supervising_authority")
