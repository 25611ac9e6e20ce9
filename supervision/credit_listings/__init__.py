"""活动异常名录 and 严重违法失信名单: from proposal, notice and statement to decision, and the stays themselves."""
