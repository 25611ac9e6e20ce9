"""社会组织名录: who is registered, under whom, since when."""
