"""党建指导员: the pool, who is sent to which organization, the visits, the yearly appraisal, who is left out."""
