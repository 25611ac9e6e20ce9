"""联合党支部规划: which organizations with one or two formal members could share a branch, for people to decide."""
