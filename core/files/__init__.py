"""Private files: stored by content under random names, fetched by POST and a signed link that lives a minute."""
