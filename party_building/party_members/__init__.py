"""党员名册: who is a member, where the membership is held, where she works; never public, never for registry posts."""
