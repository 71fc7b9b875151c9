"""Health check of the web container: exit 0 when the site answers, asked as the proxy in front of it would."""

import os
import sys
import urllib.error
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
request = urllib.request.Request(
    "http://127.0.0.1:8000/levend/", headers={"Host": host, "X-Forwarded-Proto": "https"}
)
try:
    with urllib.request.urlopen(request, timeout=4) as response:  # noqa: S310 - a fixed address on this machine
        sys.exit(0 if response.status == 200 else 1)
except (urllib.error.URLError, TimeoutError):
    sys.exit(1)
