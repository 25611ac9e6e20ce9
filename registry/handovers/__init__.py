"""账号交接: a post in an organization passes to the next person; what was begun stays with the organization."""
