"""列入情形和期限: the grounds of both lists and the periods of their procedure, as dated rows."""
