"""三包: which leader answers for which county, department or uncovered organization, and what came of it."""
