"""The only writers of surveys: building and releasing, rounds, answering."""
