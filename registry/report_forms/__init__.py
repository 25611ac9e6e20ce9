"""年报表单: each year's form as data, and the arithmetic that judges what was written into it."""
