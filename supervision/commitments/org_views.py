"""An organization's own commitments: what it has signed, what it may sign."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from registry.organizations.models import Organization
from supervision.asking import Question, ask
from supervision.commitments import actions
from supervision.commitments.forms import SignForm
from supervision.commitments.models import Commitment, CommitmentText


def _own(request) -> Organization:
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    return get_object_or_404(rows, pk=request.actor.organization_id)


@require_safe
@guards.organization("own_credit.view")
def index(request):
    signed = Commitment.objects.visible_to(request.actor).select_related("text").order_by("-signed_on", "-pk")
    context = {"signed": signed, "unsigned": actions.unsigned(_own(request), clock.today())}
    return render(request, "supervision/commitments/org_list.html", context)


@require_safe
@guards.organization("own_credit.view")
def detail(request, pk):
    found = get_object_or_404(Commitment.objects.visible_to(request.actor).select_related("text"), pk=pk)
    return render(request, "supervision/commitments/org_detail.html", {"found": found})


@guards.organization("own_credit.commit")
def sign(request, pk):
    organization = _own(request)
    text = get_object_or_404(CommitmentText.objects.for_organization(organization, clock.today()), pk=pk)
    form = SignForm(request.POST or None)

    def do():
        made = actions.sign(organization, text, actor=request.actor)
        return reverse("org:commitments:detail", args=[made.pk])

    back = reverse("org:commitments:list")
    question = Question(
        "签署信用承诺", "签署", "已签署。", back, ((back, "信用承诺"),), lead=str(text), layout="layouts/org.html",
        note="自愿签署；未签署不影响办理任何事项。",
        facts=(("适用范围", text.scope), ("承诺内容", text.body)),
    )  # fmt: skip
    return ask(request, form, question, do)
