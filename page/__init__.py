"""What the browser page is composed of: source view, texts in two languages, style and script."""
