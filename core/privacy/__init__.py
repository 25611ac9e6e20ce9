"""Encrypted, hashed and masked columns for numbers that belong to a person. See `numbers.EncryptedNumber`."""
