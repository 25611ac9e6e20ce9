"""指导员选派方案: proposes an instructor for every uncovered organization at once, shown before anything is sent."""
