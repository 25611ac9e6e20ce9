"""责任台账: which department and which party organ answer for each organization, found, asked, decided, signed.

The business supervisor is a registered item: the ledger compares it with the approval document and never changes it.
"""
