"""What a site's pages have in common: learnt from some, applied to all."""
