"""联系服务: who of an office keeps in touch with which organization, the contacts, and what organizations ask for."""
