"""Filed groups for other systems. Left out: head, telephone, meeting place, and what was said on the telephone."""

from core.api import lists
from registry.community_orgs.tables import CommunityOrganizationList

api = lists.routes(
    CommunityOrganizationList,
    "community_orgs.view",
    tag="community-orgs",
    without=("head", "contacted", "purpose", "place"),
    types={"federation": str},
)
