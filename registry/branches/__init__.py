"""分支（代表）机构: parts of an organization without legal personality; filed by it, noted by its authority."""
