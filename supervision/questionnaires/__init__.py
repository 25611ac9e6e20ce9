"""Small forms as data: questions with kinds and conditions, what the portal knows already, answers and their faults.

Lent to whoever asks organizations something (campaigns, surveys); keeps no rows of its own.
"""
