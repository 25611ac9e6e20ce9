import pytest

from core import clock
from core.identity.models import User
from registry.org_accounts import actions
from registry.org_accounts.models import OrganizationSeat
from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def chess(bureau):
    """A city body."""
    return bureau.register("霁川市棋类协会")


@pytest.fixture
def tea(bureau):
    """A district body."""
    return bureau.register("望澜区茶叶协会", authority=bureau.wanglan_bureau)


@pytest.fixture
def issue(bureau):
    def issue(organization, role="organization_filer", office=None, **more):
        return actions.issue_code(
            organization, actor=bureau.actor("registry_clerk", office or bureau.bureau), role_key=role, **more
        )

    return issue


@pytest.fixture
def sit(db):
    """A person in a post of an organization."""

    def sit(organization, role="organization_filer", name="唐果"):
        user = User.objects.create(username=f"o{User.objects.count()}", name=name)
        return OrganizationSeat.objects.create(
            user=user, organization=organization, role=role, valid_from=clock.today()
        )

    return sit
