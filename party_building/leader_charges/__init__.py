"""三包: which leader answers for which county, department or organization without a party organ, and what came of it."""
