"""Results -> text. Only this package knows marks, colors and escape sequences."""
