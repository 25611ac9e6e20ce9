"""任务管理: an order of one office to others, with its document, targets, milestones and rhythm. Its rows are a
write-off list of the kernel (core/writeoff): progress, evidence, closing and striking happen there, once.
"""
