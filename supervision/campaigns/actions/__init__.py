"""The only writers of campaigns: drawing up and freezing, the checks, the single targets, the end."""
