"""督导和指导走访: a bureau's or a party organ's visits to offices (督导) and to bodies (指导走访), kept apart from
each other and from the visits of party instructors.
"""
