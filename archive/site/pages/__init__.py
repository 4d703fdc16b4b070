"""The pages a person reads, one module each: a function that answers a request."""
