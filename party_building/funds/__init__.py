"""党建经费: budgets by year, grants by dated rules and each paid once, spending, the balance of every unit."""
