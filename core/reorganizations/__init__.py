"""机构和区划调整: abolishing, merging and renaming offices and divisions, from a day and by a document.

Proposed by one person, confirmed by another, carried out on its day. What was true before that day stays true of it.
"""
