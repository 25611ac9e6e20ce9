"""党建品牌: a local brand with its manual and files, who may use it from when to when, and what was done on misuse."""
