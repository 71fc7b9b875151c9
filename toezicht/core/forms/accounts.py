"""Forms for accounts, log-in and passwords."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q

from toezicht.core.accounts import Persoon, plaats_wachtwoordlink
from toezicht.core.bezit import Bezit
from toezicht.core.forms.basis import Vorm
from toezicht.core.models import User
from toezicht.core.rollen import ROLLEN


class AccountForm(Vorm):
    """A person and the roles; the user name only when the account is made."""

    gebruikersnaam = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="Kan later niet meer veranderen, omdat hij in het logboek staat.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    voornaam = forms.CharField(label="Voornaam", max_length=150)
    achternaam = forms.CharField(label="Achternaam", max_length=150)
    email = forms.EmailField(
        label="E-mailadres", max_length=254, help_text="Hier gaan de uitnodiging en de berichten heen."
    )
    functie = forms.CharField(label="Functie", max_length=120, required=False)
    rollen = forms.MultipleChoiceField(
        label="Rollen",
        choices=[(rol.code, rol.naam) for rol in ROLLEN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zonder rol kan iemand wel inloggen, maar niets zien.",
    )

    def __init__(self, *args: Any, account: User | None = None, **kwargs: Any) -> None:
        if account is not None:
            kwargs.setdefault("initial", _beginstand(account))
        super().__init__(*args, **kwargs)
        if account is not None:
            del self.fields["gebruikersnaam"]

    def persoon(self) -> Persoon:
        """The person of a valid form."""
        gegevens = self.cleaned_data
        return Persoon(gegevens["voornaam"], gegevens["achternaam"], gegevens["email"], gegevens["functie"])


def _beginstand(account: User) -> dict[str, Any]:
    return {
        "voornaam": account.first_name,
        "achternaam": account.last_name,
        "email": account.email,
        "functie": account.functie,
        "rollen": sorted(account.groups.values_list("name", flat=True)),
    }


class RedenForm(Vorm):
    """Why; goes into the logboek."""

    # The browser would mark the empty field as wrong before anybody typed.
    use_required_attribute = False

    reden = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "aria-required": "true"}),
        error_messages={"required": "Geef de reden. Die komt in het logboek."},
    )


class SluitForm(RedenForm):
    """Why, and who takes over what stands on the name: one choice per kind."""

    def __init__(self, *args: Any, bezit: Sequence[Bezit] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bezit = tuple(bezit)
        for deel in self._bezit:
            self.fields[f"opvolger_{deel.soort.code}"] = forms.ChoiceField(
                label=deel.soort.hoeveel(deel.wat),
                choices=[("", "Kies wie dit overneemt"), *deel.kandidaten],
                help_text=_opsomming(deel.wat),
            )

    def opvolgers(self) -> dict[str, int]:
        """{kind: account} of a valid form."""
        return {d.soort.code: int(self.cleaned_data[f"opvolger_{d.soort.code}"]) for d in self._bezit}


def _opsomming(wat: Sequence[str], hoeveel: int = 6) -> str:
    rest = len(wat) - hoeveel
    return ", ".join(wat[:hoeveel]) + (f" en nog {rest}" if rest > 0 else "")


class WachtwoordVergetenForm(PasswordResetForm):
    """Asks for an address or user name and puts the mail in the outbox.

    Django's own form skips people without a usable password; here their invitation ran out.
    """

    email = forms.CharField(
        label="E-mailadres of gebruikersnaam",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Place a link for every active account that fits; says nothing about whether there was one."""
        gezocht = self.cleaned_data["email"].strip()
        passend = Q(email__iexact=gezocht) | Q(username__iexact=gezocht)
        for user in User.objects.filter(passend, is_active=True).exclude(email="")[:5]:
            plaats_wachtwoordlink(user=user)
