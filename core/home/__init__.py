"""The home page of whoever is signed in: cards of the capabilities, drawn for the seat."""
