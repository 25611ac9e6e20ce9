"""Letters to an organization: what waits to be opened, what was served, its reply, its consent to be served here."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.documents import responses
from core.forms.asking import Question, ask
from registry.organizations.models import Organization
from supervision.letters import actions, documents, files, queries
from supervision.letters.actions.replying import may_reply
from supervision.letters.forms import FILE_TYPES, ReplyForm
from supervision.letters.models import Letter
from supervision.letters.states import REACHED, LetterState, Way

PAGE = "org:letters:detail"


def _letters(request):
    rows = Letter.objects.visible_to(request.actor)
    return rows.select_related("kind", "department", "organization__supervising_authority")


def _served(request, pk) -> Letter:
    """What it has not opened yet is not shown: opening it is the receipt."""
    return get_object_or_404(_letters(request).filter(state__in=REACHED), pk=pk)


def _own(request) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(request.actor), pk=request.actor.organization_id)


@require_safe
@guards.organization("own_letters.view")
def index(request):
    own = _own(request)
    context = {
        "organization": own,
        "waiting": _letters(request).filter(state=LetterState.SEALED).order_by("-pk"),
        "letters": _letters(request).filter(state__in=REACHED).order_by("-served_on", "-pk"),
        "consent": own.electronic_consents.on(clock.today()).first(),
        "may_consent": request.actor.can("own_letters.reply"),
    }
    return render(request, "supervision/letters/org_list.html", context)


@require_POST
@guards.organization("own_letters.view")
def confirm(request, pk):
    actions.confirm(get_object_or_404(_letters(request), pk=pk), actor=request.actor)
    messages.success(request, "已签收，签收时间和账号已记录。")
    return redirect(PAGE, pk=pk)


@require_safe
@guards.organization("own_letters.view")
def detail(request, pk):
    found = _served(request, pk)
    replies = found.replies.select_related("user").prefetch_related("files")
    context = {
        "found": found,
        "letter": documents.letter(found),
        "matter": queries.matter(found, request.actor),
        "receipt": found.deliveries.filter(outcome="served").select_related("confirmed_by").first(),
        "is_electronic": found.served_way == Way.ELECTRONIC,
        "replies": replies,
        "may_reply": found.state == LetterState.SERVED and found.asks_reply and may_reply(found, request.actor),
    }
    return render(request, "supervision/letters/org_detail.html", context)


@require_safe
@guards.organization("own_letters.view")
def letter(request, pk, kind=""):
    drawn = documents.letter(_served(request, pk))
    if kind:
        return responses.letter(drawn, kind)
    urls = {f"{one}_url": reverse("org:letters:letter_file", args=[pk, one]) for one in ("pdf", "docx")}
    back = reverse(PAGE, args=[pk])
    return render(request, "core/documents/letter_print.html", {"letter": drawn, "back_url": back, **urls})


@require_POST
@guards.organization("own_letters.view")
def file(request, pk, file):
    stored = files.of_letter(_served(request, pk), file, is_own=False)
    return redirect(files.link(stored, request.actor, "own_letters.view"))


@guards.organization("own_letters.reply")
def reply(request, pk):
    found = _served(request, pk)
    form = ReplyForm(request.POST or None, request.FILES or None, kind=found.kind)
    address = reverse(PAGE, args=[pk])

    @transaction.atomic
    def do():
        given = dict(form.cleaned_data)
        stored = [files.store(one, request.actor, FILE_TYPES) for one in given.pop("documents")]
        actions.reply(found, actor=request.actor, files=stored, **given)
        return address

    crumbs = ((reverse("org:letters:list"), "来文"), (address, found.title))
    question = Question("回复", "提交回复", "已回复。", address, crumbs, lead=found.title, layout="layouts/org.html")
    return ask(request, form, question, do)


@require_POST
@guards.organization("own_letters.reply")
def consent(request):
    actions.consent(_own(request), actor=request.actor)
    messages.success(request, "已确认接受电子送达。今后本平台发出的公文，发出当日即为送达。")
    return redirect("org:letters:list")


@require_POST
@guards.organization("own_letters.reply")
def withdraw_consent(request):
    actions.withdraw_consent(_own(request), actor=request.actor)
    messages.success(request, "已撤回，自明日起不再按电子送达确认办理。")
    return redirect("org:letters:list")
