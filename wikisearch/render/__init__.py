"""Results -> text. Only this room knows marks, colours and escapes."""
