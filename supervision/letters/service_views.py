"""Bringing a letter to its addressee: one page for each way, and for how an attempt ended."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from core.access import guards
from core.forms.asking import ask
from supervision.letters import actions, files
from supervision.letters.forms import PROOF_TYPES, ArrivedForm, DeliverForm, PostForm, PublishForm, ReturnedForm
from supervision.letters.models import LetterDelivery
from supervision.letters.staff_views import address_of, found_or_404, question, step


def _asking(request, found, form, verb, *words: str, target=None):
    """One question; an uploaded proof is kept in the transaction of the verb."""

    @transaction.atomic
    def do():
        given = dict(form.cleaned_data)
        if "proof" in given:
            given["proof"] = files.store(given["proof"], request.actor, PROOF_TYPES)
        verb(target or found, actor=request.actor, **given)
        return address_of(found.pk)

    return ask(request, form, question(found, *words), do)


@guards.staff("letters.prepare")
def deliver(request, pk):
    found = found_or_404(request, pk)
    form = DeliverForm(request.POST or None, request.FILES or None, kind=found.kind)
    return _asking(request, found, form, actions.deliver, "登记送达", "登记", "已登记送达。")


@guards.staff("letters.prepare")
def post(request, pk):
    form = PostForm(request.POST or None)
    words = ("邮寄", "登记交寄", "已登记交寄，收到回执后再登记结果。")
    return _asking(request, found_or_404(request, pk), form, actions.post, *words)


@require_POST
@guards.staff("letters.prepare")
def send_electronically(request, pk):
    return step(request, pk, actions.send_electronically, "已通过本平台发出。")


@guards.staff("letters.sign_letters")
def publish(request, pk):
    found, form = found_or_404(request, pk), PublishForm(request.POST or None)
    note = "公布后任何人可以看到主送单位、文种和文号，不公开正文。"
    words = ("公告送达", "公布", "已公布，公告期满视为送达。", note)
    return _asking(request, found, form, actions.publish_notice, *words)


def _attempt(request, pk, delivery):
    found = found_or_404(request, pk)
    rows = LetterDelivery.objects.select_related("letter__department", "letter__kind", "letter__organization")
    return found, get_object_or_404(rows, pk=delivery, letter=found)


@guards.staff("letters.prepare")
def arrived(request, pk, delivery):
    found, attempt = _attempt(request, pk, delivery)
    form = ArrivedForm(request.POST or None, request.FILES or None)
    words = ("登记签收", "登记", "已登记送达。")
    return _asking(request, found, form, actions.serve_attempt, *words, target=attempt)


@guards.staff("letters.prepare")
def returned(request, pk, delivery):
    found, attempt = _attempt(request, pk, delivery)
    form = ReturnedForm(request.POST or None, request.FILES or None)
    words = ("登记退回或者未送达", "登记", "已登记。可以改用其他方式送达。")
    return _asking(request, found, form, actions.not_delivered, *words, target=attempt)
