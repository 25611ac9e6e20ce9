import datetime

import pytest

from core.writeoff import actions as writeoff
from core.writeoff.actions import Finding
from party_building.follow_ups import actions
from tests.support.bureau import Bureau


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(db):
    made = Bureau()
    made.party_committee.aliases = ["中共霁川市委社会组织工作委员会"]
    made.party_committee.save()
    return made


@pytest.fixture
def drafter(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def signer(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def row(bureau, drafter):
    book = writeoff.open_list(
        actor=drafter, department=bureau.party_committee, second_department=bureau.bureau, title="组建攻坚台账",
        kind="manual", due_on=datetime.date(2026, 6, 30),
    )  # fmt: skip
    finding = Finding(key="", subject="霁川市冷链物流商会", problem="应建未建", responsible_id=bureau.commerce.pk)
    return writeoff.add_row(book, actor=drafter, finding=finding)


@pytest.fixture
def draft(bureau, drafter):
    def draft(**more):
        given = {"kind": "supervision", "addressee": bureau.commerce, "subject": "设立行业党委", "reply_workdays": 10,
                 "body": "请研究办理。"}  # fmt: skip
        return actions.draft(actor=drafter, department=bureau.party_committee, **{**given, **more})

    return draft


@pytest.fixture
def signed(draft, drafter, signer):
    def signed(number="", **more):
        made = draft(**more)
        actions.submit(made, actor=drafter)
        actions.check(made, actor=signer)
        actions.sign(made, actor=signer, number=number)
        return made

    return signed


@pytest.fixture
def served(signed, drafter):
    def served(**more):
        made = signed(**more)
        actions.serve(made, actor=drafter, served_on=datetime.date(2026, 6, 3), delivery="oa")
        return made

    return served
