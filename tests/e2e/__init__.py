"""In the browser: the pages as people meet them."""
