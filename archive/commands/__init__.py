"""What python -m archive does, by trade, and how it prints."""
