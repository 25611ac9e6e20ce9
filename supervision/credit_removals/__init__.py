"""移出 and 信用修复: applied for, verified, decided by a second person within the days that the rules give."""
