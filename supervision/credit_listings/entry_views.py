"""What begins at an organization: a proposal, a listing taken over from paper; and the page of one stay."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from core.rules.base import rule_of
from core.workflow import timeline
from registry.organizations.frame import organization_or_404
from supervision.asking import Question, ask
from supervision.credit_listings import actions
from supervision.credit_listings.actions.proposing import order_of, penalty_of
from supervision.credit_listings.findings import proposed_by, report_words, serious_on
from supervision.credit_listings.forms import ProposeForm, TakeOverForm
from supervision.credit_listings.models import CreditEntry
from supervision.credit_listings.staff_views import stored
from supervision.credit_listings.states import ENTRY_STEPS, EntryState
from supervision.credit_terms.states import Check, CreditList
from supervision.risk_alerts.evidence import facts_of
from supervision.risk_alerts.models import RiskAlert


def _back(organization) -> str:
    return reverse("staff:credit:of_organization", args=[organization.pk])


@guards.staff("credit_listings.propose")
def create(request, pk):
    """About the organization `pk`; `?alert=` names what it rests on."""
    organization = organization_or_404(request.actor, pk)
    alert = _asked_alert(request, organization)
    initial = _initial(alert)
    ground = initial.get("ground")
    is_settled = ground is not None and ground.check_kind != Check.PENALTY  # one penalty may be several grounds
    about = {"organization": organization, "ground": ground if is_settled else None, "initial": initial}
    form = ProposeForm(request.POST or None, request.FILES or None, **about)

    @transaction.atomic
    def do():
        data = form.cleaned_data
        file = stored(request, data["document"])
        made = actions.propose(
            organization, actor=request.actor, ground=data["ground"], facts=data["facts"], alert=alert,
            files=[file] if file else [], **form.about,
        )  # fmt: skip
        return reverse("staff:credit_listings:detail", args=[made.pk])

    back = _back(organization)
    question = Question(
        "提出列入建议", "提出", "已提出，请拟制事先告知书。", back, ((back, organization.name),),
        lead=organization.name,
        note="提出时复核事实，事实不存在的不能提出。之后须书面告知、听取陈述申辩，由另一人决定。预计用时 5 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)


def _asked_alert(request, organization) -> RiskAlert | None:
    asked = request.GET.get("alert", "")
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    return get_object_or_404(RiskAlert.objects.visible_to(request.actor), pk=asked, organization=organization)


def _initial(alert: RiskAlert | None) -> dict:
    if alert is None:
        return {}
    rule, ground = rule_of(alert.rule_code), proposed_by(alert, clock.today())
    if ground is not None and ground.check_kind == Check.REPORT:
        return {"ground": ground, "facts": report_words(alert.organization, clock.today())}
    words = "；".join(f"{fact.label}：{fact.text}" for fact in facts_of(alert))
    title = rule.title if rule else alert.rule_code
    return {
        "ground": ground,
        "facts": f"{title}。{words}" if words else title,
        "rectification": order_of(alert),
        "penalty": penalty_of(alert),
    }


@guards.staff("credit_listings.propose")
def take_over(request, pk):
    """补录 of what the register publishes of the organization `pk`."""
    organization = organization_or_404(request.actor, pk)
    form = TakeOverForm(request.POST or None, organization=organization)

    def do():
        made = actions.take_over(organization, actor=request.actor, **form.cleaned_data)
        return reverse("staff:credit_listings:entry", args=[made.pk])

    back = _back(organization)
    question = Question(
        "补录列入", "补录", "已补录。", back, ((back, organization.name),), lead=organization.name,
        note="登记信息中已有、本平台启用之前作出的列入，补录后才能办理移出和异议。补录不改变信用状况。",
    )  # fmt: skip
    return ask(request, form, question, do)


@require_safe
@guards.staff("credit_listings.view")
def entry(request, pk):
    rows = CreditEntry.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "ground"
    )
    found = get_object_or_404(rows, pk=pk)
    is_abnormal = found.state == EntryState.LISTED and found.list == CreditList.ABNORMAL
    context = {
        "found": found,
        "resets": found.resets.select_related("ground"),
        "cases": found.cases.select_related("ground"),
        "serious_on": serious_on(found, clock.today()) if is_abnormal else None,
        "entries": timeline.entries(found, ENTRY_STEPS, with_office=True),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, "supervision/credit_listings/staff_entry.html", context)
