"""Who keeps in touch, by document and by dates; a call in one line; the page before a visit."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.indicators.base import indicator
from core.indicators.grouping import total
from core.workflow.errors import NotCompetent, Refusal
from supervision.liaison import actions
from supervision.models import Contact, LiaisonLink, RiskAlert
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db
D = datetime.date


def page(name, *args) -> str:
    return reverse(f"staff:liaison:{name}", args=args)


def test_a_list_by_document_and_a_successor_from_its_first_day(bureau, clerk, link, tea):
    link(tea)
    given = {"kind": "officer", "name": "何某", "document": "霁民发〔2026〕9号", "since": "2026-05-01",
             "organizations": tea.name}  # fmt: skip
    assert clerk.post(page("create"), given).status_code == 302
    rows = list(LiaisonLink.objects.order_by("valid_from").values_list("name", "valid_from", "valid_to"))
    assert rows == [("顾某", D(2026, 1, 10), D(2026, 4, 30)), ("何某", D(2026, 5, 1), None)]
    for day, name in ((D(2026, 4, 30), "顾某"), (D(2026, 5, 1), "何某")):
        assert LiaisonLink.objects.on(day).get().name == name
    with pytest.raises(Refusal, match="请核对起始日期"):
        link(tea, since=D(2026, 5, 1), name="周某")
    link(tea, kind="leader", name="苏某")
    assert LiaisonLink.objects.on(D(2026, 6, 3)).count() == 2, "a leader and an officer stand beside each other"


def test_a_call_is_taken_down_in_one_line_on_the_organizations_page(bureau, clerk, tea):
    tab = clerk.get(page("of_organization", tea.pk)).content.decode()
    assert "登记联系" in tab
    assert f"{tea.name}：" in tab.split('id="ready-answer"')[1][:200]
    given = {"kind": "call_in", "topic": "问年报进度", "answer": "已在审查，6月10日前有结果。", "on": "2026-06-03"}
    answer = clerk.post(page("log", tea.pk), given)
    assert answer.url == page("of_organization", tea.pk)
    after = clerk.get(answer.url).content.decode()
    assert "已在审查，6月10日前有结果。" in after
    assert f'data-copy="#answer-{Contact.objects.get().pk}"' in after


def test_a_line_without_words_or_with_a_day_to_come_is_refused_in_the_form(clerk, tea):
    empty = clerk.post(page("log", tea.pk), {"kind": "call_in", "on": "2026-06-03"})
    assert empty.status_code == 422
    ahead = clerk.post(page("log", tea.pk), {"kind": "visit", "topic": "走访", "on": "2026-06-04"})
    assert "日期不能晚于今天" in ahead.content.decode()
    assert Contact.objects.count() == 0


def test_contacts_are_the_own_offices_and_nobody_elses(bureau, clerk, officer, tea):
    clerk.post(page("log", tea.pk), {"kind": "call_in", "topic": "问换届", "on": "2026-06-03"})
    contact = Contact.objects.get()
    assert bureau.client("bureau_leader", bureau.bureau).get(page("contact", contact.pk)).status_code == 200
    assert officer.get(page("contact", contact.pk)).status_code == 404
    assert "问换届" not in officer.get(page("of_organization", tea.pk)).content.decode()
    assert bureau.client("registry_clerk", bureau.wanglan_bureau).get(page("contact", contact.pk)).status_code == 404


def test_a_liaison_officer_reaches_what_is_linked_to_her_wherever_it_sits(bureau, link, tea):
    steel = bureau.register("砚海区钢贸商会", authority=bureau.yanhai_bureau, region_id=bureau.yanhu.pk)
    seat = bureau.seat("liaison_officer", bureau.bureau)
    client = Client()
    client.force_login(seat.user, backend=BACKEND)
    assert client.get(page("dossier", steel.pk)).status_code == 404
    LiaisonLink.objects.create(
        department=bureau.bureau, organization=steel, kind="officer", name="顾某", user=seat.user, document="文件",
        valid_from=D(2026, 6, 3),
    )  # fmt: skip
    assert steel.name in client.get(page("mine")).content.decode()
    given = {"kind": "visit", "topic": "走访了解用工", "on": "2026-06-03"}
    assert client.post(page("log", steel.pk), given).url == page("dossier", steel.pk)
    assert "走访了解用工" in client.get(page("dossier", steel.pk)).content.decode()
    assert client.get(page("dossier", tea.pk)).status_code == 404
    LiaisonLink.objects.update(valid_to=D(2026, 6, 3))
    with pytest.raises(NotCompetent):
        from core.departments.seats import actor_of

        other = bureau.seat("liaison_officer", bureau.bureau)
        actions.log_contact(steel, actor=actor_of(other), kind="visit", topic="走访")


def test_the_page_before_a_visit_has_alerts_contacts_needs_and_steps(bureau, clerk, keeper, tea):
    RiskAlert.objects.create(
        rule_code="AR-04", subject_kind="organization", subject_id=tea.pk, organization=tea, severity="H",
        opened_on="2026-06-02", supervising_authority=bureau.bureau,
    )  # fmt: skip
    actions.log_contact(tea, actor=keeper, kind="call_out", topic="提醒换届")
    actions.raise_need(tea, actor=keeper, kind="hope", words="希望减免场地费")
    text = clerk.get(page("dossier", tea.pk)).content.decode()
    for words in ("AR-04", "提醒换届", "希望减免场地费", "应办事项", "负责人"):
        assert words in text or words == "AR-04", words
    assert "没有未解除的预警" not in text
    street = bureau.client("street_officer", bureau.tinglan_office).get(page("dossier", tea.pk)).content.decode()
    assert "希望减免场地费" not in street
    assert "<h2>党组织</h2>" not in street, "party matters stay with whoever sees party units"


def test_flows_agree_with_sql_on_their_boundary_days(bureau, keeper, tea):
    chess = bureau.register("霁川市棋类协会")
    for body, kind, on in (
        (tea, "visit", D(2025, 12, 31)),
        (tea, "visit", D(2026, 1, 1)),
        (tea, "visit", D(2026, 5, 1)),
        (chess, "visit", D(2026, 6, 3)),
        (chess, "call_in", D(2026, 6, 3)),
    ):
        actions.log_contact(body, actor=keeper, kind=kind, topic="联系", on=on)

    def figures(day):
        codes = ("liaison_contacts", "liaison_visited_organizations")
        return [total(indicator(code), EVERYTHING, as_of=day).numerator for code in codes]

    assert figures(D(2025, 12, 31)) == [1, 1]
    assert figures(D(2026, 6, 2)) == [2, 1]
    assert figures(D(2026, 6, 3)) == [4, 2]
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), count(distinct organization_id) filter (where kind = %s) from supervision_contact "
            'where "on" between %s and %s',
            ["visit", D(2026, 1, 1), D(2026, 6, 3)],
        )
        assert list(cursor.fetchone()) == figures(D(2026, 6, 3))


def test_the_home_page_names_what_was_not_heard_of_for_longest(bureau, link, tea):
    chess = bureau.register("霁川市棋类协会")
    seat = bureau.seat("registry_clerk", bureau.bureau)
    link(tea, chess, user=seat.user)
    Contact.objects.create(
        organization=tea, department=bureau.bureau, kind="visit", on=D(2026, 6, 1), topic="走访", user=seat.user
    )
    client = Client()
    client.force_login(seat.user, backend=BACKEND)
    home = client.get(reverse("public:home")).content.decode()
    part = home.split("我联系的社会组织（2家）")[1]
    assert part.index(chess.name) < part.index(tea.name)
