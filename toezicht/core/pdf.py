"""The one module that knows WeasyPrint (design D7): letters and reports both draw with it.

The same template and context give the same bytes: nothing is fetched, nothing reads the clock, and
what the document needs (figures, style, mark) stands in the HTML itself.
"""

import gc
import io
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.template.loader import render_to_string

PDF_VARIANT = "pdf/ua-1"


class PdfMislukt(Exception):  # noqa: N818 - a term of the house, as Weigering
    """The document could not be drawn faithfully; the message says what WeasyPrint objected to."""


def render_pdf(*, template: str, context: Mapping[str, Any], titel: str) -> bytes:
    """Draw one template as an accessible PDF (PDF/UA-1), without reaching network or disk.

    `titel` becomes the title of the document. The template extends `pdf/basis.html`, which sets the
    language. Raises `PdfMislukt` when anything had to be fetched or was logged as an error: WeasyPrint
    tells of a missing picture or stylesheet only by a log line.
    """
    return render_html(render_to_string(template, {**context, "titel": titel}))


def render_html(html: str) -> bytes:
    """Draw HTML that is complete in itself; see `render_pdf`."""
    # Imported here: loading WeasyPrint costs every web process time and memory.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    embedded_only = URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
    with _complaints() as complaints, _without_collection():
        try:
            pdf: bytes = HTML(string=html, url_fetcher=embedded_only).write_pdf(pdf_variant=PDF_VARIANT)
        except FatalURLFetchingError as error:
            # A BaseException: Celery would not record it as a failed task.
            raise PdfMislukt(f"Het document vraagt iets van buiten: {error}") from error
    if complaints:
        raise PdfMislukt("Het document is niet goed getekend: " + "; ".join(complaints))
    return pdf


def aantal_paginas(pdf: bytes) -> int:
    """Number of pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs as an error while this thread draws."""
    handler = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield handler.regels
    finally:
        logger.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.regels: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.regels.append(record.getMessage())


@contextmanager
def _without_collection() -> Iterator[None]:
    """Garbage collection off: a third of the time of a long document goes into it (measured, design D7)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
