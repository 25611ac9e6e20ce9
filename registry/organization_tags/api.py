"""The own tags of the token's office for other systems. Left out: who made them."""

from core.api import lists
from registry.organization_tags.tables import TagList

api = lists.routes(TagList, "organization_tags.use", tag="organization-tags", without=("created_by",))
