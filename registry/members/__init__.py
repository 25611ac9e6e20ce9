"""会员企业: enterprises that belong to associations, each kept once however many associations it has joined."""
