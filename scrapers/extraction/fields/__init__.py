"""Who says what an article's title, date, author and section are, and who is to be believed."""
