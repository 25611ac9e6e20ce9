"""For anybody: what was decided and is in force; a lead without an account; its outcome by a code."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import guards, rate_limits
from core.access.actor import NOBODY
from core.access.addresses import client_ip
from core.pages.errors import too_many_requests
from core.refusal import Refusal
from supervision.illegal_orgs import actions, receipts
from supervision.illegal_orgs.forms import TipForm
from supervision.illegal_orgs.queries import published
from supervision.illegal_orgs.states import ANSWERS, OPEN, LeadOrigin

HOUR, MINUTE = 3600, 60
TIPS_AN_HOUR, TIPS_OF_A_PLACE, LOOKS_A_MINUTE = 5, 100, 20


@require_safe
@guards.public()
def index(request):
    """A name stands here only after a decision, and only while the decision is in force."""
    return render(request, "supervision/illegal_orgs/public_list.html", {"decisions": published(clock.today())})


@sensitive_post_parameters("activity", "contact_name", "contact_phone")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@guards.public()
def tip(request):
    form = TipForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not _may_tell(request):
            return too_many_requests(request)
        lead = _told(request, form)
        if lead is not None:
            kept = urlencode({"code": receipts.code_of(lead), "new": 1})
            return redirect(f"{reverse('public:illegal_orgs:result')}?{kept}")
    return render(
        request, "supervision/illegal_orgs/public_tip.html", {"form": form}, status=422 if form.errors else 200
    )


def _told(request, form: TipForm):
    if not form.is_valid():
        return None
    try:  # by nobody, even where somebody is signed in: who tells a lead is kept in the contact alone
        return actions.receive(actor=NOBODY, origin=LeadOrigin.PUBLIC, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None


def _may_tell(request) -> bool:
    """By address, and for the whole city: nobody can bury the offices."""
    by_address = rate_limits.allow("lead-by-address", client_ip(request), limit=TIPS_AN_HOUR, seconds=HOUR)
    return by_address and rate_limits.allow("leads", "all", limit=TIPS_OF_A_PLACE, seconds=HOUR)


@require_safe
@never_cache
@guards.public()
def result(request):
    """By its code, and without the name of the body: whoever finds the code learns nothing about anybody."""
    if not rate_limits.allow_reading("lead-result", client_ip(request), limit=LOOKS_A_MINUTE, seconds=MINUTE):
        return too_many_requests(request)
    code = request.GET.get("code", "").strip()[:40]
    lead = receipts.find(code)
    context = {
        "code": code,
        "lead": lead,
        "is_new": lead is not None and "new" in request.GET,
        "is_open": lead is not None and lead.state in OPEN,
        "answer": ANSWERS[lead.state] if lead is not None else "",
    }
    return render(request, "supervision/illegal_orgs/public_result.html", context)
