"""How the cells of an uploaded sheet are understood. Pure: texts in, values, problems and notes out."""
