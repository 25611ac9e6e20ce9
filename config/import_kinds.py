"""What lists can be about: dotted paths of kinds (registry/imports/kind.py), in the order they are offered."""

IMPORT_KINDS: list[str] = [
    "registry.imports.kinds.organizations.kind.Organizations",
    "registry.imports.kinds.responsibilities.Responsibilities",
    "registry.officers.imports.Posts",
    "registry.community_orgs.imports.CommunityOrganizations",
    "registry.imports.kinds.departments.Departments",
    "registry.imports.kinds.seats.Seats",
]
