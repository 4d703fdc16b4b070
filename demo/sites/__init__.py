"""One module per family of content management system that the practice offices imitate."""
