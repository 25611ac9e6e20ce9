"""述职评议材料: yearly figures of a department, a committee or a secretary, as a letter, with the grade it was given."""
