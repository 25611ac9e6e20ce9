"""What a list can be about: one class a kind, named in settings.IMPORT_KINDS."""
