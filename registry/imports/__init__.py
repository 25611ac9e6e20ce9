"""名单导入: a list from outside becomes organizations, with every doubt shown before and a way back after."""
