"""What `script/demo`, `script/manage`, `script/test` and `script/bench` are made of.

Standard library only in everything that runs before the virtual environment exists (environment, places, processes).
"""
