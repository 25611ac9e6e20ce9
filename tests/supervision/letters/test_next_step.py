"""The page of a letter says what comes next and offers nothing that the two-person rule refuses."""

import pytest
from django.urls import reverse

from core.identity.models import User
from supervision.letters import actions
from supervision.rectifications import actions as rectifications
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db


def page(client, letter):
    return client.get(reverse("staff:letters:detail", args=[letter.pk])).content.decode()


def client_of(client_class, actor):
    client = client_class()
    client.force_login(User.objects.get(pk=actor.user_id), backend=BACKEND)
    return client


def test_who_wrote_it_is_told_that_another_checks_and_is_offered_neither(world, client):
    made = world.draft(actor=world.chief)
    writer, other = client_of(type(client), world.chief), world.client("registry_chief", world.bureau)
    assert "核对文稿后送核" in page(writer, made)
    actions.submit(made, actor=world.chief)
    text = page(writer, made)
    assert "由本单位另一人核稿" in text
    assert "核稿通过</button>" not in text
    assert "核稿通过</button>" in page(other, made)
    actions.check(made, actor=world.clerk)
    signing = reverse("staff:letters:sign", args=[made.pk])
    assert signing not in page(writer, made)
    assert signing in page(other, made)


def test_countersigning_names_whom_it_waits_for(world, clerk):
    made = world.draft(countersigners=[world.commerce])
    actions.submit(made, actor=world.clerk)
    actions.check(made, actor=world.chief)
    assert f"等待会签：{world.commerce.name}" in page(clerk, made)


def test_the_addressed_office_is_not_told_the_issuers_next_step(world, officer):
    made = world.served("consultation")
    assert "下一步：" not in page(officer, made)


def test_a_rectification_letter_leads_to_its_order(world, clerk):
    made = rectifications.order(
        actor=world.clerk, organization=world.body, source="inspection", ground="未按章程召开理事会。",
        basis="《社会团体登记管理条例》第三十条", demand="召开理事会",
    )  # fmt: skip
    assert reverse("staff:rectifications:detail", args=[made.pk]) in page(clerk, made.letter)
