"""述职评议材料: yearly figures of a department, a committee or a secretary as a letter, and the grade given."""
