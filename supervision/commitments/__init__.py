"""信用承诺: versions of the text, signed online by the organization; a breach is recorded by two persons."""
