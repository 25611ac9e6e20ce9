"""What anybody may know of a social organization. config/disclosure.py decides; nothing else reaches a public page."""
