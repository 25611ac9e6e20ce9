"""专项行动: a list of targets frozen on a day, what each answers and what is found there, signed off one by one."""
