"""公文: formal papers of an office to one organization or one department, from the draft to proof of service."""
