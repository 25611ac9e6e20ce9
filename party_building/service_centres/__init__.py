"""党群服务中心: where they stand, what they offer, and the comprehensive branch that takes in who has no branch."""
