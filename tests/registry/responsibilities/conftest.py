import datetime
import io

import pytest
import xlsxwriter

from core.spreadsheets.reading import read_table
from registry.organizations.states import ResponsibilityKind as R
from registry.responsibilities import actions
from registry.responsibilities.models import LedgerRow
from registry.responsibilities.reference import load_threshold
from tests.support.bureau import Bureau

EFFECTIVE = datetime.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(db):
    load_threshold()
    return Bureau()


@pytest.fixture
def register(bureau):
    def register(name, *, supervisor=None, industry=None, party=None, **more):
        links = {R.BUSINESS: supervisor, R.INDUSTRY: industry, R.PARTY: party}
        links = {kind.value: office.pk for kind, office in links.items() if office}
        return bureau.register(name, responsibilities=links, region_id=bureau.tinglan.pk, **more)

    return register


@pytest.fixture
def clerk(bureau):
    return bureau.actor("registry_clerk", bureau.bureau)


@pytest.fixture
def chief(bureau):
    return bureau.actor("registry_chief", bureau.bureau)


@pytest.fixture
def organ(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def officer(bureau):
    return bureau.actor("department_officer", bureau.commerce)


@pytest.fixture
def cold_chain(register, bureau):
    return register("霁川市冷链物流商会", party=bureau.party_committee)


@pytest.fixture
def dining(register, bureau):
    return register("霁川市餐饮行业协会", supervisor=bureau.commerce, party=bureau.party_committee)


@pytest.fixture
def open_ledger(bureau, clerk):
    def open_ledger():
        return actions.open_ledger(
            actor=clerk,
            department=bureau.bureau,
            partner=bureau.party_committee,
            title="霁川市社会组织责任台账",
            effective_on=EFFECTIVE,
        )

    return open_ledger


def workbook(*rows) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def table(*rows):
    stream = io.BytesIO(workbook(*rows))
    stream.name = "成立批复清单.xlsx"
    return read_table(stream)


def row_of(organization) -> LedgerRow:
    return LedgerRow.objects.with_links().get(organization=organization)


@pytest.fixture
def assigned(bureau, clerk, open_ledger, cold_chain, dining):
    """In consultation: the chamber proposed to the commerce bureau, the association with its supervisor."""
    ledger = open_ledger()
    actions.assign(
        row_of(cold_chain), actor=clerk, industry_department=bureau.commerce, party_department=bureau.party_committee
    )
    actions.consult(ledger, actor=clerk)
    return ledger
