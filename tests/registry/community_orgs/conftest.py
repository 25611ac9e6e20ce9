import datetime

import pytest

from core.departments.models import DepartmentKind
from registry.community_orgs import actions
from registry.community_orgs.intake import NewCommunityOrganization
from registry.community_orgs.models import CommunityKind
from registry.community_orgs.reference import load_community_kinds, load_registration_conditions
from tests.support.bureau import Bureau, _region


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    load_community_kinds()
    load_registration_conditions()
    built = Bureau()
    built.zhenhe_office = built.department("枕河街道办事处", DepartmentKind.STREET, built.zhenhe)
    built.zhenhe_community = _region("379902002001", "枕河社区", 4, built.zhenhe)
    built.linli = _region("379902001001", "邻里社区", 4, built.tinglan)
    return built


@pytest.fixture
def street(bureau):
    """The officer of 枕河街道."""
    return bureau.actor("street_officer", bureau.zhenhe_office)


@pytest.fixture
def tell(bureau):
    """What is told of a group, with the office and community of 枕河街道 unless said otherwise."""

    def tell(name="枕河社区邻里合唱队", **told) -> NewCommunityOrganization:
        defaults = {
            "kind": CommunityKind.objects.get(code="culture"),
            "purpose": "组织居民合唱",
            "office": bureau.zhenhe_office,
            "region": bureau.zhenhe_community,
            "head_name": "张喆",
            "head_phone": "12012341234",
            "individual_members": 12,
        }
        return NewCommunityOrganization(name=name, **{**defaults, **told})

    return tell


@pytest.fixture
def choir(street, tell):
    """Filed last year."""
    return actions.file_many([tell(filed_on=datetime.date(2025, 3, 1))], actor=street)[0]
