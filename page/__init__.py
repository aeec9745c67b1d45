"""What the browser page is made of: tabs, the HTML of answers and sources, texts, style and script."""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported; it would call home
