import pytest

from registry.approvals import actions
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.approvals.states import PushSource
from tests.support.bureau import Bureau

PAYLOAD = {
    "external_no": "SP20260601001",
    "kind": "成立登记",
    "name": "霁川市𠮷祥灯彩研究会",
    "uscc": "51379900TE5T00016G",
    "document_no": "霁审社准字〔2026〕31号",
    "decided_on": "2026-06-01",
    "effective_on": "2026-06-01",
    "org_type": "社会团体",
    "business_supervisor": "霁川市商务局",
    "party_superior": "霁川市社会组织综合党委",
    "region": "听澜街道",
    "address": "望澜区听澜街道水云路8号",
    "legal_representative": "张喆",
    "registered_funds_yuan": "50000",
    "business_scope": "灯彩研究、交流",
}


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(db):
    found = Bureau()
    found.approval = found.department("霁川市行政审批服务局", "approval_bureau", found.city)
    return found


@pytest.fixture
def payload():
    def payload(**changes):
        return {key: value for key, value in {**PAYLOAD, **changes}.items() if value is not None}

    return payload


@pytest.fixture
def pusher(bureau):
    return bureau.actor("approval_clerk", bureau.approval)


@pytest.fixture
def push(pusher, payload):
    """Push one payload (or several) as the weekly sheet would; the first push of the report."""

    def push(*payloads, **changes) -> ApprovalPush:
        rows = [(number, one, frozenset()) for number, one in enumerate(payloads or [payload(**changes)], 2)]
        return actions.push_many(rows, actor=pusher, source=PushSource.SPREADSHEET).outcomes[0][0]

    return push


@pytest.fixture
def offices(bureau):
    """Who accepts for each party."""
    return {
        "civil_affairs": bureau.actor("registry_clerk", bureau.bureau),
        "department": bureau.actor("department_officer", bureau.commerce),
        "party_organ": bureau.actor("party_officer", bureau.party_committee),
    }


@pytest.fixture
def its(db):
    """The acceptance of one party in the round that stands."""

    def its(push: ApprovalPush, party: str) -> PushAcceptance:
        push.refresh_from_db()
        return PushAcceptance.objects.current_of(push, push.round).get(party=party)

    return its


@pytest.fixture
def accept(offices, its):
    def accept(push: ApprovalPush, *parties: str) -> ApprovalPush:
        for party in parties or tuple(offices):
            actions.accept(its(push, party), actor=offices[party])
        push.refresh_from_db()
        return push

    return accept
