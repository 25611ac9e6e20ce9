"""人员: a person once, whatever posts she holds over time; her numbers encrypted, shown for a reason, on record."""
