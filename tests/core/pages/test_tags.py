"""Dates, money, steps and states as the tag library writes them."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template import Context, Template

from core.pages import samples
from core.pages.templatetags import portal
from core.workflow.machine import Machine, Transition
from tests.core.pages.cast import clerk, filer, page_request


def draw(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("1234"), "1,234.00"),
        (0, "0.00"),
        ("-12345.675", "-12,345.68"),
        (None, "—"),
        ("约三万", "约三万"),
    ],
)
def test_yuan(amount, text):
    assert portal.yuan(amount) == text


def test_a_moment_is_the_day_it_is_in_shanghai():
    late = datetime.datetime(2026, 6, 2, 16, 30, tzinfo=datetime.UTC)
    assert portal.cn_date(late) == "2026年6月3日"
    assert portal.moment(late) == "2026-06-03 00:30"
    assert portal.iso_date(datetime.date(2026, 6, 3)) == "2026-06-03"


def test_the_due_day_itself_is_not_overdue(set_clock):
    due = datetime.date(2026, 6, 1)
    seen = {}
    for day in ("2026-05-31", "2026-06-01", "2026-06-02"):
        set_clock(f"{day}T23:59:00+08:00")
        seen[day] = portal.days_left(due)
    assert "剩 1 天" in seen["2026-05-31"]
    assert "今日到期" in seen["2026-06-01"]
    assert "逾期 1 天" in seen["2026-06-02"]


def test_a_badge_says_its_state_in_a_word_and_a_shape():
    shown = draw("{% state_badge row %}", row=samples._row("returned"))
    assert "退回补正" in shown
    assert "#exclamation-triangle" in shown


def test_the_query_string_keeps_what_is_not_replaced():
    request = page_request("/?q=%E7%90%B4&page=3")
    assert draw('{% query_replace page="" sort="name" %}', request=request) == "?q=%E7%90%B4&amp;sort=name"


ROW_MACHINE = Machine(
    states=object,
    transitions=(
        Transition("elder", ("submitted",), "accepted", "通过", permission="x.accept"),
        Transition("nowhere", ("submitted",), "returned", "退回"),
    ),
)


def row_with_routes():
    return SimpleNamespace(pk=5, state="submitted", version=2, machine=ROW_MACHINE)


def test_a_step_is_drawn_only_for_a_seat_that_may_take_it(settings):
    settings.ROOT_URLCONF = "tests.core.pages.routes"
    source = '{% transition_buttons row actor "staff:rows" %}'
    shown = draw(source, row=row_with_routes(), actor=clerk("x.accept"), csrf_token="t" * 64)
    assert 'action="/staff/rows/5/elder/"' in shown
    assert 'name="version" value="2"' in shown
    assert "通过" not in draw(source, row=row_with_routes(), actor=clerk(), csrf_token="t" * 64)


def test_a_step_without_a_route_for_this_audience_is_not_drawn(settings):
    settings.ROOT_URLCONF = "tests.core.pages.routes"
    shown = draw('{% transition_buttons row actor "staff:rows" %}', row=row_with_routes(), actor=clerk("x.accept"))
    assert "退回" not in shown
    assert draw('{% transition_buttons row actor "org:rows" %}', row=row_with_routes(), actor=filer()).strip() == ""


def test_a_choice_that_nobody_made_asks_for_one():
    form = forms.Form()
    form.fields["kind"] = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("office", "办事处")])
    shown = draw("{{ field|control }}", field=form["kind"])
    assert '<option value="" selected>请选择</option>' in shown
    assert "---" not in shown
