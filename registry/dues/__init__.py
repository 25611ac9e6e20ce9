"""Standards of membership dues: adopted by the assembly, published, by grade."""
