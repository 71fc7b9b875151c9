"""Forms of the page of one organisation and of the search."""

from django import forms

from toezicht.core.forms.basis import Vorm


class StandOpForm(Vorm):
    """At which date the page stands; and whether only what was known then counts."""

    op = forms.DateField(
        label="Stand op",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    toen = forms.BooleanField(label="Alleen wat wij toen wisten", required=False)
