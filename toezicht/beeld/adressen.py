"""Addresses of pages by name, also of pages that another installation may lack."""

from django.urls import NoReverseMatch, reverse


def adres(naam: str, *args: str | int) -> str:
    """The address of a named page, or an empty text while that page does not exist in this installation."""
    try:
        return reverse(naam, args=args)
    except NoReverseMatch:
        return ""
