"""Official lists: provinces and communes old and new, occupations, industries, parks, education."""
