"""Lists for people: HTML pages that show a site's articles."""
