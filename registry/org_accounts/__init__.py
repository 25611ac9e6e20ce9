"""组织账号: who acts for a social organization, and the codes with which they get in."""
