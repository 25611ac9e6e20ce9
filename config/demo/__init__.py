"""霁川市: an invented city (region codes 3799xx belong to nobody) on which every screen can be shown.

Everything here is made up; names, codes and telephone numbers are built so that they cannot belong to anyone.
"""
