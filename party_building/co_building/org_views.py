"""The agreements of a secretary's own unit: what was promised, what is done, and one line for an item done."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from core.access import guards
from party_building.asking import Question, ask
from party_building.co_building import actions
from party_building.co_building.forms import DeliverForm
from party_building.co_building.models import Agreement, ItemDelivery
from party_building.co_building.states import AgreementState
from party_building.co_building.tables import state_pair

SHOWN = (AgreementState.SIGNED, AgreementState.ENDED)


def _agreements(request):
    """A draft is the organ's; the unit sees what was signed."""
    rows = Agreement.objects.visible_to(request.actor).filter(state__in=SHOWN)
    return rows.with_renewal().select_related("unit__superior")


@require_GET
@guards.organization("own_co_building.view")
def index(request):
    rows = _agreements(request).order_by("-valid_to", "-pk")
    context = {"rows": [{"agreement": one, "badge": state_pair(one)} for one in rows]}
    return render(request, "party_building/co_building/org_list.html", context)


@require_GET
@guards.organization("own_co_building.view")
def detail(request, pk):
    agreement = get_object_or_404(_agreements(request), pk=pk)
    lines = Prefetch("deliveries", ItemDelivery.objects.standing().order_by("done_on", "pk"), to_attr="lines")
    context = {
        "agreement": agreement,
        "badge": state_pair(agreement),
        "items": agreement.items.with_done(clock.today()).prefetch_related(lines).order_by("number"),
        "may_note": request.actor.can(actions.NOTE_OWN) and agreement.state == AgreementState.SIGNED,
    }
    return render(request, "party_building/co_building/org_detail.html", context)


@guards.organization("own_co_building.note")
def deliver(request, pk, item):
    agreement = get_object_or_404(_agreements(request), pk=pk)
    found = get_object_or_404(agreement.items.select_related("agreement__unit__superior"), pk=item)
    form = DeliverForm(request.POST or None)
    of_list = (reverse("org:co_building:list"), "共建协议")
    address = reverse("org:co_building:detail", args=[pk])

    def do():
        actions.deliver(found, actor=request.actor, **form.cleaned_data)
        return address

    crumbs = (of_list, (address, agreement.title))
    question = Question(
        "登记完成情况", "登记", "已登记完成情况。", address, crumbs, lead=found.text, layout="layouts/org.html",
        note="预计用时1分钟。不需要上传照片。",
    )  # fmt: skip
    return ask(request, form, question, do)
