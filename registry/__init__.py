"""社会组织名录、登记事项、年度报告: the registry of record and what each organization files."""
