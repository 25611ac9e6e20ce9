"""异议: an organization says that a listing or a credit record is wrong; the office may find so itself."""
